package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.Gateway;
import java.net.http.HttpResponse;
import java.util.List;

/** What a gateway shows of its metrics at one moment. */
record Scrape(List<String> lines) {
    static Scrape of(Gateway gateway) throws Exception {
        HttpResponse<String> response = Http.get(gateway, "/metrics");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new Scrape(response.body().lines().toList());
    }

    /** The number behind a name with its labels; 0 if there is none. */
    double value(String series) {
        return lines.stream()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }
}
