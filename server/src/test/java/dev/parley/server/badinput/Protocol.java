package dev.parley.server.badinput;

import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;

/** The versions of HTTP, each with one client, and so few connections, for all cases. */
enum Protocol {
    HTTP_1(okhttp3.Protocol.HTTP_1_1),
    HTTP_2(okhttp3.Protocol.H2_PRIOR_KNOWLEDGE);

    private final OkHttpClient client;

    Protocol(okhttp3.Protocol version) {
        client = new OkHttpClient.Builder()
                .protocols(List.of(version))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .readTimeout(20, TimeUnit.SECONDS)
                .build();
    }

    OkHttpClient client() {
        return client;
    }
}
