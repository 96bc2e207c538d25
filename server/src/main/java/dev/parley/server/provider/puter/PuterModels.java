package dev.parley.server.provider.puter;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.parley.model.v1.Model;
import dev.parley.server.error.ChatException;
import dev.parley.server.provider.http.HttpHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puter's models: a public list of names, and a second one that may know more of them (PUT-01..PUT-03). */
final class PuterModels {
    private static final String LIST = "puterai/chat/models";
    private static final String DETAILS = LIST + "/details";

    private final HttpHost web;
    private final List<Model> listed;
    private final DriverChoice drivers;
    private final Timestamp since;

    PuterModels(HttpHost web, List<Model> listed, DriverChoice drivers, Instant since) {
        this.web = web;
        this.listed = List.copyOf(listed);
        this.drivers = drivers;
        this.since = Timestamps.fromMillis(since.toEpochMilli());
    }

    /** What the settings list, else what the host does. Blocks until it has. */
    List<Model> list() {
        if (!listed.isEmpty()) {
            return listed.stream()
                    .map(model -> model.getOwnedBy().isEmpty() ? complete(model) : model)
                    .toList();
        }
        List<Model> names = ask(LIST);
        Map<String, Model> details = details();
        List<Model> models = names.stream()
                .map(model -> complete(details.getOrDefault(model.getId(), model)))
                .toList();
        drivers.believe(models.stream()
                .collect(Collectors.toUnmodifiableMap(Model::getId, Model::getOwnedBy, (first, again) -> first)));
        return models;
    }

    /** What more is known by name; nothing if the host does not tell. */
    private Map<String, Model> details() {
        try {
            return ask(DETAILS).stream()
                    .collect(Collectors.toMap(Model::getId, Function.identity(), (first, again) -> first));
        } catch (ChatException e) {
            return Map.of();
        }
    }

    /** The list is public, so nobody's token is shown. */
    private List<Model> ask(String path) {
        return web.models(path, Map.of());
    }

    private Model complete(Model model) {
        return model.toBuilder()
                .setOwnedBy(drivers.owner(model.getId(), model.getOwnedBy()))
                .setCreateTime(model.hasCreateTime() ? model.getCreateTime() : since)
                .build();
    }
}
