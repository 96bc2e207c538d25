package dev.parley.testkit;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What each credential is to suffer, and how often it was used. */
final class GeminiScript {
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    /**
     * A status that a credential gets.
     *
     * @param times how often; 0: until it is healed
     * @param seconds until the next try, for rate limits; 0: untold
     */
    private record Trouble(int status, int times, int seconds) {
        @Nullable
        Trouble next() {
            return times == 1 ? null : new Trouble(status, Math.max(0, times - 1), seconds);
        }
    }

    void fail(String credential, int status, int times, int seconds) {
        troubles.put(credential, new Trouble(status, times, seconds));
    }

    void heal(String credential) {
        troubles.remove(credential);
    }

    int calls(String credential) {
        return calls.getOrDefault(credential, 0);
    }

    String callsJson() {
        return new TreeMap<>(calls)
                .entrySet().stream()
                        .map(entry -> Json.quote(entry.getKey()) + ':' + entry.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
    }

    /** Counts a call; what the credential suffers, null if nothing. */
    @Nullable
    Reply use(String credential) {
        calls.merge(credential, 1, Integer::sum);
        Trouble[] now = new Trouble[1];
        troubles.computeIfPresent(credential, (name, trouble) -> {
            now[0] = trouble;
            return trouble.next();
        });
        return now[0] == null ? null : GeminiFault.scripted(now[0].status, now[0].seconds);
    }
}
