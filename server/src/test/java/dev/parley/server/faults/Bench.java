package dev.parley.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A gateway with lanes: one for each family, wire, and whole and streamed. */
final class Bench implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<Lane> lanes;
    private final Gateway gateway;

    /**
     * One with some of the lanes.
     *
     * @param address where the gateway looks for a host that is at this address
     * @param more settings over those of {@link Limits}, names and values in turn
     */
    Bench(UnaryOperator<String> address, Predicate<Lane> wanted, String... more) {
        this.lanes = Stream.of(Family.values())
                .flatMap(family -> Stream.of(Wire.values())
                        .flatMap(wire -> Stream.of(new Lane(family, wire, false), new Lane(family, wire, true))))
                .filter(wanted)
                .map(Lane::start)
                .toList();
        List<String> settings = new ArrayList<>(List.of("ACCESS_API_KEYS", Caller.KEY));
        settings.addAll(Limits.SETTINGS);
        settings.addAll(List.of(more));
        lanes.forEach(
                lane -> settings.addAll(lane.settings(address.apply(lane.host().origin()))));
        this.gateway = Gateway.start(settings.toArray(String[]::new));
    }

    List<Lane> lanes() {
        return lanes;
    }

    int port() {
        return gateway.port();
    }

    /** What calls still hold: credentials that are lent, and calls that are being answered. */
    List<String> held() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(gateway.url() + "/metrics")).build();
        String metrics =
                CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
        assertThat(metrics).contains("gateway_pool_inflight", "gateway_grpc_inflight");
        return metrics.lines()
                .filter(line -> line.startsWith("gateway_pool_inflight{") || line.startsWith("gateway_grpc_inflight "))
                .filter(line -> !line.endsWith(" 0.0") && !line.endsWith(" 0"))
                .toList();
    }

    @Override
    public void close() {
        gateway.close();
        lanes.forEach(Lane::close);
    }
}
