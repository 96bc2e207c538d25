package dev.parley.server.faults;

import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** A provider with its host and two credentials, for one caller at a time: family, wire, and whole or streamed. */
final class Lane implements AutoCloseable {
    /** What every secret here begins with. */
    static final String CANARY = "canary-of-";

    /**
     * One round over both credentials, whose failures are told as what they are and keep neither from the next call.
     */
    private static final List<String> COMMON = List.of(
            "RETRY_MAX_ATTEMPTS", "2",
            "RETRY_MAX_CONNECTS", "1",
            "RETRY_MAX_ROUNDS", "1",
            "RETRY_TELL_CAUSE", "true",
            "RETRY_BUDGET_WINDOW", "0s",
            "POOL_BREAKER_PERCENT", "0",
            "POOL_COOLDOWN_FAILURES_IN_A_ROW", "1000000",
            "POOL_COOLDOWN_RATE_LIMITED", "0s",
            "POOL_COOLDOWN_RATE_LIMITED_MAX", "0s",
            "POOL_COOLDOWN_REJECTED", "0s",
            "POOL_COOLDOWN_REJECTED_MAX", "0s",
            "POOL_COOLDOWN_QUOTA", "0s");

    private final Family family;
    private final Wire wire;
    private final boolean stream;
    private final List<String> keys;
    private FakeUpstream host;
    private final Queue<Fault.Script> scripts = new ConcurrentLinkedQueue<>();
    private final Queue<ReceivedRequest> asked = new ConcurrentLinkedQueue<>();

    Lane(Family family, Wire wire, boolean stream) {
        this.family = family;
        this.wire = wire;
        this.stream = stream;
        this.keys = IntStream.of(1, 2)
                .mapToObj(n -> family.credential(CANARY + provider() + '-' + n))
                .toList();
    }

    /** Starts its host. */
    Lane start() {
        host = family.start(this::answer, keys);
        return this;
    }

    Family family() {
        return family;
    }

    Wire wire() {
        return wire;
    }

    boolean stream() {
        return stream;
    }

    FakeUpstream host() {
        return host;
    }

    /** Its name in the settings. */
    String provider() {
        return "%s-%s-%s"
                .formatted(family, wire, stream ? "stream" : "whole")
                .toLowerCase(Locale.ROOT)
                .replace(' ', '-');
    }

    /**
     * The host sends these one after the other, and then answers as it should; what it was asked is forgotten, and no
     * connection is kept.
     */
    void play(List<Fault.Script> next) {
        host.dropIdleConnections();
        scripts.clear();
        scripts.addAll(next);
        asked.clear();
    }

    /** The turns that the host was asked for since. */
    List<ReceivedRequest> asked() {
        return List.copyOf(asked);
    }

    /** The settings of its provider, whose host is at this address. */
    List<String> settings(String origin) {
        List<String> settings = new ArrayList<>(List.of(
                "TYPE",
                family.type(),
                "BASE_URL",
                origin + family.path(),
                family.credentials(),
                String.join(",", keys),
                "MODELS",
                family.model()));
        settings.addAll(COMMON);
        settings.addAll(family.options());
        String prefix = "PROVIDERS_" + provider().toUpperCase(Locale.ROOT).replace('-', '_') + '_';
        for (int i = 0; i < settings.size(); i += 2) {
            settings.set(i, prefix + settings.get(i));
        }
        return settings;
    }

    Seen ask(int port) {
        return wire.ask(port, provider() + '/' + family.model(), stream);
    }

    private Reply answer(ReceivedRequest request) {
        asked.add(request);
        Fault.Script script = scripts.poll();
        return script == null
                ? family.answer(Fault.TEXT, stream)
                : script.reply(family, stream, request.key() + request.header("x-goog-api-key"));
    }

    @Override
    public void close() {
        host.close();
    }

    @Override
    public String toString() {
        return "%s, %s, %s".formatted(family, wire, stream ? "streamed" : "whole");
    }
}
