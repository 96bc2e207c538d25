package dev.parley.server.management.credentials;

import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/**
 * An uploaded credential as the store holds it, under its file name.
 *
 * @param json the file's text
 */
record Upload(String provider, String json) {
    private static final String PROVIDER = "provider";
    private static final String CREDENTIAL = "credential";

    static Upload read(String text) {
        String provider = "";
        String json = "";
        JsonReader in = JsonReader.of(text);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case PROVIDER -> provider = in.string();
                case CREDENTIAL -> json = in.raw();
                default -> in.skip();
            }
        }
        return new Upload(provider, json);
    }

    String write() {
        byte[] text = JsonWriter.document(out -> out.beginObject()
                .field(PROVIDER, provider)
                .name(CREDENTIAL)
                .raw(json)
                .endObject());
        return new String(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "an upload of " + provider;
    }
}
