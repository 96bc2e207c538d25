package dev.parley.server.dialect.gemini;

import dev.parley.chat.v1.Citation;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The sources that an answer names: those it cites, and those that a search found for it. Places are in bytes. */
final class Sources {
    private final List<Citation> found = new ArrayList<>();

    /** Reads {@code citationMetadata}, which stands next. */
    void citations(JsonReader in) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            // The public API and Vertex call the list differently.
            if (name.equals("citationSources") || name.equals("citations")) {
                objects(in, source -> add(place(source)));
            } else {
                in.skip();
            }
        }
    }

    /** Reads {@code groundingMetadata}, which stands next: what was found, and which words it supports. */
    void grounding(JsonReader in) {
        List<Citation> chunks = new ArrayList<>();
        List<Support> supports = new ArrayList<>();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "groundingChunks" -> objects(in, chunk -> chunks.add(chunk(chunk)));
                case "groundingSupports" -> objects(in, support -> supports.add(support(support)));
                default -> in.skip();
            }
        }
        for (Support support : supports) {
            for (int index : support.chunks) {
                if (index >= 0 && index < chunks.size()) {
                    add(support.segment.clone().mergeFrom(chunks.get(index)));
                }
            }
        }
    }

    /** Whether there is none. */
    boolean isEmpty() {
        return found.isEmpty();
    }

    /** The sources with their places in this text, in characters as the contract has them. */
    List<Citation> in(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return found.stream()
                .map(source -> source.toBuilder()
                        .setStart(characters(utf8, source.getStart()))
                        .setEnd(characters(utf8, source.getEnd()))
                        .build())
                .toList();
    }

    /** Words of the answer, and the indexes of what was found for them. */
    private record Support(Citation.Builder segment, List<Integer> chunks) {}

    private static Support support(JsonReader in) {
        Citation.Builder segment = Citation.newBuilder();
        List<Integer> chunks = new ArrayList<>();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals("segment") && in.type() == JsonReader.Type.OBJECT) {
                segment = place(in);
            } else if (name.equals("groundingChunkIndices") && in.type() == JsonReader.Type.ARRAY) {
                in.beginArray();
                while (in.nextElement()) {
                    chunks.add(Lenient.index(in, -1));
                }
            } else {
                in.skip();
            }
        }
        return new Support(segment, chunks);
    }

    /** A page, a document or a place on a map: an object in the object. */
    private static Citation chunk(JsonReader in) {
        Citation.Builder source = Citation.newBuilder();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (in.type() == JsonReader.Type.OBJECT) {
                source = place(in);
            } else {
                in.skip();
            }
        }
        return source.build();
    }

    private static Citation.Builder place(JsonReader in) {
        Citation.Builder citation = Citation.newBuilder();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "uri" -> citation.setUri(Lenient.text(in));
                case "title" -> citation.setTitle(Lenient.text(in));
                case "text" -> citation.setQuote(Lenient.text(in));
                case "startIndex" -> citation.setStart(Lenient.index(in, 0));
                case "endIndex" -> citation.setEnd(Lenient.index(in, 0));
                default -> in.skip();
            }
        }
        return citation;
    }

    private void add(Citation.Builder citation) {
        if (!citation.getUri().isEmpty()) {
            found.add(citation.build());
        }
    }

    private static void objects(JsonReader in, Consumer<JsonReader> each) {
        if (in.type() != JsonReader.Type.ARRAY) {
            in.skip();
            return;
        }
        in.beginArray();
        while (in.nextElement()) {
            each.accept(in);
        }
    }

    /** How many characters begin before this byte. */
    private static int characters(byte[] utf8, int bytes) {
        int count = 0;
        for (int i = 0; i < Math.min(bytes, utf8.length); i++) {
            boolean begins = (utf8[i] & 0xC0) != 0x80;
            count += begins ? 1 : 0;
        }
        return count;
    }
}
