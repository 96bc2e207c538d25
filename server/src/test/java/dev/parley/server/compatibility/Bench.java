package dev.parley.server.compatibility;

import dev.parley.server.Gateway;
import dev.parley.testkit.AnthropicAnswers;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.GeminiAnswers;
import dev.parley.testkit.ReceivedRequest;
import dev.parley.testkit.Reply;
import dev.parley.testkit.ResponsesAnswers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** One gateway with every provider, and every client of it. */
final class Bench implements AutoCloseable {
    static final String KEY = "caller-key";

    /** The tokens of any prompt to a host that counts them itself; no estimate comes to it. */
    static final int COUNTED = 4242;

    private final Map<Host, FakeUpstream> hosts = new EnumMap<>(Host.class);
    private final Map<Front, Client> clients = new EnumMap<>(Front.class);
    private final Gateway gateway;

    Bench() {
        List<String> settings = new ArrayList<>(List.of("ACCESS_API_KEYS", KEY));
        Stream.of(Host.values()).filter(Host::isRemote).forEach(host -> {
            FakeUpstream fake = host.wire().start().apply(Bench::unasked);
            hosts.put(host, fake);
            settings.addAll(host.settings(fake));
        });
        gateway = Gateway.start(settings.toArray(String[]::new));
        Stream.of(Front.values()).forEach(front -> clients.put(front, front.client(gateway)));
    }

    /** What a host answers besides the scenarios' own questions. */
    private static Reply unasked(ReceivedRequest request) {
        if (request.path().endsWith("/count_tokens")) {
            return AnthropicAnswers.count(COUNTED);
        }
        if (request.path().endsWith("/input_tokens")) {
            return ResponsesAnswers.count(COUNTED);
        }
        return request.path().endsWith(":countTokens")
                ? GeminiAnswers.count(COUNTED)
                : Reply.json(404, "{\"error\":{\"message\":\"nothing was prepared for this\"}}");
    }

    Client client(Front front) {
        return Objects.requireNonNull(clients.get(front));
    }

    Collection<FakeUpstream> hosts() {
        return hosts.values();
    }

    /** The fake behind a remote host. */
    FakeUpstream host(Host host) {
        return Objects.requireNonNull(hosts.get(host));
    }

    @Override
    public void close() {
        clients.values().forEach(Client::close);
        gateway.close();
        hosts.values().forEach(FakeUpstream::close);
    }
}
