package dev.parley.server.provider.puter;

import dev.parley.model.v1.Model;
import dev.parley.server.chat.ChatStream;
import dev.parley.server.dialect.puter.PuterDrivers;
import dev.parley.server.pool.Credential;
import dev.parley.server.provider.Attempt;
import dev.parley.server.provider.Provider;
import dev.parley.server.provider.StopEmulation;
import dev.parley.server.provider.http.HttpHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Puter, whose API is one call of a driver (PUT-20..PUT-31). */
public final class PuterProvider implements Provider {
    private static final String CALL = "drivers/call";

    private final String name;
    private final HttpHost api;
    private final HttpHost web;
    private final PuterModels models;
    private final DriverChoice drivers;

    /**
     * A provider by its settings.
     *
     * @param api the API; its dialect asks {@code drivers} for the driver; closed with the provider
     * @param web what has the model list; closed with the provider
     * @param listed what it serves; empty: the host is asked
     * @param since when models were made of which the list does not tell
     */
    public PuterProvider(
            String name, HttpHost api, HttpHost web, List<Model> listed, DriverChoice drivers, Instant since) {
        this.name = name;
        this.api = api;
        this.web = web;
        this.models = new PuterModels(web, listed, drivers, since);
        this.drivers = drivers;
    }

    @Override
    public String name() {
        return name;
    }

    /** A driver that does not know the model is changed for the default one, once, and for good (PUT-23). */
    @Override
    public ChatStream chat(Attempt attempt) {
        String model = attempt.target().model();
        Attempt asked = StopEmulation.without(attempt);
        ChatStream first = open(asked);
        ChatStream answer = drivers.driver(model).equals(PuterDrivers.DEFAULT)
                ? first
                : new DriverFallback(first, () -> open(asked), drivers, model);
        return StopEmulation.of(answer, attempt.call().request().getSampling().getStopSequencesList());
    }

    @Override
    public List<Model> models(Credential credential) {
        return models.list();
    }

    @Override
    public void close() {
        api.close();
        web.close();
    }

    private ChatStream open(Attempt attempt) {
        Map<String, String> shown = Map.of(
                "Authorization",
                "Bearer " + attempt.lease().credential().secret().reveal(),
                "Content-Type",
                "application/json;charset=UTF-8");
        return api.chat(attempt, attempt.call().request(), CALL, shown);
    }
}
