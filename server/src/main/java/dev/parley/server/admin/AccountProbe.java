package dev.parley.server.admin;

import dev.parley.admin.v1.AccountTest;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.error.Scrub;
import dev.parley.server.pool.Lease;
import dev.parley.server.provider.AccountCheck;
import dev.parley.server.provider.Provider;
import dev.parley.server.store.ManagedAccount;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries whether an account works, and tells what its host says. Thread-safe. */
public final class AccountProbe {
    static final String SESSION_ONLY = "API test successful (session creation only)";

    private static final Logger LOG = LoggerFactory.getLogger("parley.admin");
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String DEFAULT_MODEL = "deepseek-chat";

    private final Provider provider;
    private final Function<String, Optional<Lease>> beside;
    private final ProbeChat chat;
    private final InstantSource clock;
    private final Duration limit;

    /**
     * A probe of one provider's accounts.
     *
     * @param beside a lease of the account with this id that takes no slot; empty: the pool does not have it
     * @param chat asks an account something
     * @param clock one that never jumps
     */
    public AccountProbe(
            Provider provider, Function<String, Optional<Lease>> beside, ProbeChat chat, InstantSource clock) {
        this(provider, beside, chat, clock, LIMIT);
    }

    AccountProbe(
            Provider provider,
            Function<String, Optional<Lease>> beside,
            ProbeChat chat,
            InstantSource clock,
            Duration limit) {
        this.provider = provider;
        this.beside = beside;
        this.chat = chat;
        this.clock = clock;
        this.limit = limit;
    }

    /** Tests an account; opens a session alone if there is no message. Blocks at most a minute. Throws nothing. */
    AccountTest test(ManagedAccount account, String model, String message) {
        AccountTest.Builder result = AccountTest.newBuilder()
                .setAccount(account.id())
                .setModel(model.isBlank() ? DEFAULT_MODEL : model.strip());
        Instant begun = clock.instant();
        try {
            result.mergeFrom(TimeBox.within(limit, () -> ask(account, result.getModel(), message)))
                    .setSuccess(true);
        } catch (ChatException e) {
            result.setMessage(told(e, account));
        }
        return result.setResponseTime(Duration.between(begun, clock.instant()).toMillis())
                .build();
    }

    /**
     * Sees to it that an account has a token. Blocks at most a minute.
     *
     * @throws ChatException it has none
     */
    void logIn(ManagedAccount account) {
        TimeBox.within(limit, () -> {
            try (Lease lease = lease(account)) {
                check("log in").logIn(lease);
            }
            return true;
        });
    }

    private AccountTest ask(ManagedAccount account, String model, String message) {
        try (Lease lease = lease(account)) {
            if (!message.isBlank()) {
                return chat.ask(provider, lease, model, message);
            }
            check("be tested without a message").check(lease);
            return AccountTest.newBuilder().setMessage(SESSION_ONLY).build();
        }
    }

    private AccountCheck check(String deed) {
        if (provider instanceof AccountCheck check) {
            return check;
        }
        throw ChatException.of(
                        ErrorCode.ERROR_CODE_UNSUPPORTED,
                        Blame.REQUEST,
                        "unsupported",
                        "Accounts of provider '%s' cannot %s.".formatted(provider.name(), deed))
                .build();
    }

    private Lease lease(ManagedAccount account) {
        return beside.apply(account.id())
                .orElseThrow(() -> ChatException.of(
                                ErrorCode.ERROR_CODE_UNAVAILABLE,
                                Blame.GATEWAY,
                                "account_not_loaded",
                                "The account is not in force yet, or not any more.")
                        .build());
    }

    /** What a failure says, for an operator's screen. */
    private static String told(ChatException failure, ManagedAccount account) {
        if (failure.code() == ErrorCode.ERROR_CODE_INTERNAL) {
            LOG.error("the test of account {} failed inside", account.id(), failure);
        }
        ChatException clean = failure.without(account.password().reveal())
                .without(account.token().reveal());
        return Scrub.message(clean.error().getMessage());
    }
}
