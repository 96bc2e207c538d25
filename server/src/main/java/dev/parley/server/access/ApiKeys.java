package dev.parley.server.access;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.config.Secret;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may call on one listener: its own keys, those that the admin API keeps, with direct tokens everybody who brings a
 * token of the provider, and anonymous callers if they are allowed. Every own key is compared, each in constant time,
 * so that a wrong key takes as long as a right one (SEC-03). Thread-safe.
 */
public final class ApiKeys implements Authenticator {
    /** The key of a listener that was given none; it opens the built-in models alone. */
    public static final String DEMO = "demo";

    private final String listener;
    private final List<Key> keys;
    private final boolean anonymous;
    private final Set<String> providers;
    private final @Nullable ManagedKeys managed;
    private final String direct;

    private record Key(Secret secret, Caller caller) {}

    private ApiKeys(
            String listener,
            List<Key> keys,
            boolean anonymous,
            Set<String> providers,
            @Nullable ManagedKeys managed,
            String direct) {
        this.listener = listener;
        this.keys = keys;
        this.anonymous = anonymous;
        this.providers = providers;
        this.managed = managed;
        this.direct = direct;
    }

    /** Accepts these keys for all providers; with {@code anonymous} also calls without a valid key. */
    public static ApiKeys of(String listener, List<Secret> secrets, boolean anonymous) {
        return of(listener, secrets, anonymous, Set.of());
    }

    /** The same for these providers alone; none means all. */
    public static ApiKeys of(String listener, List<Secret> secrets, boolean anonymous, Set<String> providers) {
        List<Key> keys = secrets.stream()
                .map(secret -> new Key(
                        secret, Caller.of(secret, label(listener, secrets.indexOf(secret)), listener, providers)))
                .toList();
        return new ApiKeys(listener, keys, anonymous, providers, null, "");
    }

    /** Accepts the key {@link #DEMO} for one provider. */
    public static ApiKeys demo(String listener, String provider) {
        Secret key = Secret.of(DEMO);
        Caller caller = Caller.of(key, DEMO, listener, Set.of(provider));
        return new ApiKeys(listener, List.of(new Key(key, caller)), false, Set.of(provider), null, "");
    }

    /** Accepts these keys too. */
    public ApiKeys with(ManagedKeys more) {
        return new ApiKeys(listener, keys, anonymous, providers, more, direct);
    }

    /** Takes a key that is unknown as a token of this provider, to be shown to it alone (DS-05). */
    public ApiKeys withDirectTokens(String provider) {
        return new ApiKeys(listener, keys, anonymous, providers, managed, provider);
    }

    @Override
    public Caller authenticate(@Nullable String authorization, @Nullable String apiKey) {
        String presented = presented(authorization, apiKey);
        Caller known = presented.isEmpty() ? null : known(presented);
        if (known != null) {
            return known;
        }
        if (anonymous) {
            return new Caller(Caller.ANONYMOUS, listener, providers);
        }
        throw unauthenticated(presented.isEmpty());
    }

    /** The caller whose key has this id: its label, or as {@link KeyIds} names it. */
    public Optional<Caller> named(String id) {
        Optional<Caller> own = keys.stream()
                .filter(key ->
                        key.caller.name().equals(id) || KeyIds.of(key.secret).equals(id))
                .map(Key::caller)
                .findFirst();
        return managed == null ? own : own.or(() -> managed.named(id, listener));
    }

    private @Nullable Caller known(String presented) {
        Caller found = find(presented);
        if (found == null && managed != null) {
            found = managed.find(presented, listener);
        }
        return found == null && !direct.isEmpty() ? direct(Secret.of(presented)) : found;
    }

    private Caller direct(Secret token) {
        return new Caller("direct-" + KeyIds.of(token), listener, Set.of(direct), token);
    }

    private @Nullable Caller find(String presented) {
        Caller found = null;
        for (Key key : keys) {
            if (key.secret.matches(presented)) {
                found = key.caller;
            }
        }
        return found;
    }

    /** A Bearer token, else the API key; empty if there is neither (DS-03). */
    private static String presented(@Nullable String authorization, @Nullable String apiKey) {
        String token = Bearer.of(authorization);
        if (token != null) {
            return token;
        }
        return apiKey == null ? "" : apiKey.trim();
    }

    private ChatException unauthenticated(boolean missing) {
        String setting = listener.equals("default") ? "access.api-keys" : "profiles." + listener + ".api-keys";
        String message = missing
                ? "The API key (token) is missing (expected: 'Authorization: Bearer KEY' or 'x-api-key: KEY')."
                : "The API key is not valid (expected: one of the listener's keys; setting " + setting + ").";
        return ChatException.of(ErrorCode.ERROR_CODE_UNAUTHENTICATED, Blame.REQUEST, "invalid_api_key", message)
                .build();
    }

    private static String label(String listener, int index) {
        return listener + "-key-" + (index + 1);
    }
}
