package dev.parley.server.admin;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.admin.v1.AddAccountRequest;
import dev.parley.admin.v1.AddKeyRequest;
import dev.parley.admin.v1.ClaudeMapping;
import dev.parley.admin.v1.DeleteAccountRequest;
import dev.parley.admin.v1.DeleteKeyRequest;
import dev.parley.admin.v1.NewAccount;
import dev.parley.server.access.Actor;
import dev.parley.server.access.KeyIds;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.CallCounts;
import dev.parley.server.store.ModelMapping;
import java.time.Clock;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;

/** A configuration that is administered in memory: what tests of it have and do. */
abstract class ConfigAdminCase {
    static final Actor ANN = new Actor("ann", "127.0.0.9", true);
    static final Actor BOB = new Actor("bob", "127.0.0.9", false);
    static final String LONG_KEY = "secret-of-the-caller";

    final MemoryHome home = new MemoryHome();
    final MemoryAudit audit = new MemoryAudit();
    final ManagedState state = new ManagedState(home, audit, Clock.systemUTC(), config -> {});
    ConfigAdmin admin = admin(FixedConfig.NONE);

    /** Each key was used as often as its id has characters. */
    private static final class Counted implements CallCounts {
        @Override
        public void add(String caller, Counts more) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Counts of(String caller) {
            return new Counts(caller.length(), 1, 2, 3);
        }
    }

    ConfigAdmin admin(FixedConfig fixed) {
        return new ConfigAdmin(
                state,
                new Counted(),
                fixed,
                new ModelMapping("deepseek-chat", "deepseek-reasoner"),
                Set.of("deepseek-chat", "m1", "m2")::contains);
    }

    @AfterEach
    void close() {
        state.close();
    }

    int addKey(String text) {
        return admin.addKey(ANN, AddKeyRequest.newBuilder().setKey(text).build())
                .getTotalKeys();
    }

    int deleteKey(String text) {
        return admin.deleteKey(ANN, DeleteKeyRequest.newBuilder().setKey(text).build())
                .getTotalKeys();
    }

    int addAccount(String email, String mobile, String password, String token) {
        AddAccountRequest request = AddAccountRequest.newBuilder()
                .setEmail(email)
                .setMobile(mobile)
                .setPassword(password)
                .setToken(token)
                .build();
        return admin.addAccount(ANN, request).getTotalAccounts();
    }

    int deleteAccount(String identifier) {
        return admin.deleteAccount(
                        ANN,
                        DeleteAccountRequest.newBuilder()
                                .setIdentifier(identifier)
                                .build())
                .getTotalAccounts();
    }

    static NewAccount account(String email, String mobile, String password, String token) {
        return NewAccount.newBuilder()
                .setEmail(email)
                .setMobile(mobile)
                .setPassword(password)
                .setToken(token)
                .build();
    }

    static ClaudeMapping mapping(String fast, String slow) {
        return ClaudeMapping.newBuilder().setFast(fast).setSlow(slow).build();
    }

    static String id(String key) {
        return KeyIds.of(Secret.of(key));
    }

    static ChatException refusal(ThrowingCallable call) {
        return catchThrowableOfType(ChatException.class, call);
    }
}
