package dev.parley.server.credential;

import dev.parley.server.credential.CredentialException.Problem;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of a file as texts, and what is wrong with their form. */
final class CredentialReader {
    private static final String MASK = "***";

    private final Map<CredentialField, String> fields = new EnumMap<>(CredentialField.class);
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Reads a file; problems tell which fields could not be read.
     *
     * @throws CredentialException it is no JSON object
     */
    static CredentialReader of(String json) {
        CredentialReader reader = new CredentialReader();
        try {
            reader.read(JsonReader.of(json));
        } catch (JsonException e) {
            throw new CredentialException(List.of(new Problem("", "The text is not one JSON object.")));
        }
        return reader;
    }

    /** What the file holds under a name; empty if nothing. */
    String text(CredentialField field) {
        return fields.getOrDefault(field, "");
    }

    /** To be added to. */
    List<Problem> problems() {
        return problems;
    }

    /** The file with a mask for all that is not known to be harmless. */
    static String redacted(String json) {
        JsonReader in = JsonReader.of(json);
        byte[] shown = JsonWriter.document(out -> {
            out.beginObject();
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                CredentialField field = CredentialField.named(name);
                String value = in.raw();
                out.name(name);
                if (field != null && field.isShown()) {
                    out.raw(value);
                } else {
                    out.value(MASK);
                }
            }
            out.endObject();
        });
        return new String(shown, StandardCharsets.UTF_8);
    }

    /** The file without a field, however it is spelled. */
    static String without(String json, CredentialField field) {
        JsonReader in = JsonReader.of(json);
        byte[] left = JsonWriter.document(out -> {
            out.beginObject();
            for (String name = in.beginObject(); name != null; name = in.nextField()) {
                if (CredentialField.named(name) == field) {
                    in.skip();
                } else {
                    out.name(name).raw(in.raw());
                }
            }
            out.endObject();
        });
        return new String(left, StandardCharsets.UTF_8);
    }

    private void read(JsonReader in) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            CredentialField field = CredentialField.named(name);
            if (field == null || in.isNull()) {
                in.skip();
            } else {
                value(field, in);
            }
        }
        in.end();
    }

    private void value(CredentialField field, JsonReader in) {
        boolean number = field == CredentialField.EXPIRES && in.type() == JsonReader.Type.NUMBER;
        if (in.type() != JsonReader.Type.STRING && !number) {
            String found = in.type().toString().toLowerCase(Locale.ROOT);
            problems.add(new Problem(field.spelling(), "is of type " + found + " (expected: a string)"));
            in.skip();
            return;
        }
        String text = number ? in.raw() : in.string().strip();
        if (field != CredentialField.PRIVATE_KEY && text.chars().anyMatch(Character::isISOControl)) {
            problems.add(new Problem(field.spelling(), "holds a line end or another control character"));
        } else if (!text.isEmpty()) {
            fields.putIfAbsent(field, text);
        }
    }
}
