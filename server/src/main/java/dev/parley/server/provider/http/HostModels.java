package dev.parley.server.provider.http;

import com.google.protobuf.util.Timestamps;
import dev.parley.model.v1.Model;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonReader.Type;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads a host's model list; what it does not understand it passes over. */
final class HostModels {
    private HostModels() {}

    /**
     * The models of a list in OpenAI's, Anthropic's or Puter's form.
     *
     * @throws dev.parley.server.error.ChatException the body is not JSON
     */
    static List<Model> read(String provider, byte[] body) {
        try {
            return list(provider, body);
        } catch (JsonException e) {
            throw UpstreamFailures.truncated(new IOException("the model list is not JSON: " + e.getMessage(), e));
        }
    }

    private static List<Model> list(String provider, byte[] body) {
        List<Model> models = new ArrayList<>();
        JsonReader in = JsonReader.of(body);
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            if ((field.equals("data") || field.equals("models")) && in.type() == Type.ARRAY) {
                in.beginArray();
                while (in.nextElement()) {
                    model(provider, in, models);
                }
            } else {
                in.skip();
            }
        }
        return models;
    }

    private static void model(String provider, JsonReader in, List<Model> models) {
        Model.Builder model = Model.newBuilder().setProvider(provider);
        switch (in.type()) {
            case STRING -> model.setId(in.string());
            case OBJECT -> fields(in, model);
            case ARRAY, NUMBER, BOOLEAN, NULL -> in.skip();
        }
        if (!model.getId().isEmpty()) {
            models.add(model.build());
        }
    }

    private static void fields(JsonReader in, Model.Builder model) {
        for (String field = in.beginObject(); field != null; field = in.nextField()) {
            switch (in.type()) {
                case STRING -> text(field, in.string(), model);
                case NUMBER -> number(field, in.number(), model);
                case OBJECT -> modalities(field, in, model);
                case ARRAY, BOOLEAN, NULL -> in.skip();
            }
        }
    }

    private static void modalities(String field, JsonReader in, Model.Builder model) {
        if (!field.equals("modalities")) {
            in.skip();
            return;
        }
        for (String side = in.beginObject(); side != null; side = in.nextField()) {
            switch (side) {
                case "input" -> words(in, model::addInputModalities);
                case "output" -> words(in, model::addOutputModalities);
                default -> in.skip();
            }
        }
    }

    private static void words(JsonReader in, Consumer<String> to) {
        if (in.type() != Type.ARRAY) {
            in.skip();
            return;
        }
        in.beginArray();
        while (in.nextElement()) {
            if (in.type() == Type.STRING) {
                to.accept(in.string());
            } else {
                in.skip();
            }
        }
    }

    private static void text(String field, String value, Model.Builder model) {
        switch (field) {
            case "id" -> model.setId(value);
            case "owned_by" -> model.setOwnedBy(value);
            case "display_name", "name" -> model.setDisplayName(value);
            case "created_at" -> created(value, model);
            default -> {}
        }
    }

    private static void number(String field, double value, Model.Builder model) {
        switch (field) {
            case "created" -> model.setCreateTime(Timestamps.fromSeconds((long) value));
            case "context_length", "context_window", "context" -> model.setContextLength((long) value);
            default -> {}
        }
    }

    private static void created(String time, Model.Builder model) {
        try {
            model.setCreateTime(Timestamps.fromMillis(Instant.parse(time).toEpochMilli()));
        } catch (DateTimeParseException e) {
            model.clearCreateTime();
        }
    }
}
