package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** The {@code annotations} of a text, both ways. Kinds other than {@code url_citation} are kept as they are. */
final class ResponsesCitation {
    private static final String URL = "url_citation";

    private ResponsesCitation() {}

    /** Reads the list that stands next. */
    static List<Citation> list(JsonReader in) {
        List<Citation> citations = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            citations.add(read(in));
        }
        return citations;
    }

    /** Reads the annotation that stands next. */
    static Citation read(JsonReader in) {
        if (!in.peek("type").equals(URL)) {
            return Citation.newBuilder()
                    .addExtensions(Extras.extension(ResponsesDialect.NAME, in.raw()))
                    .build();
        }
        Citation.Builder citation = Citation.newBuilder();
        Extras extras = new Extras();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "type" -> in.skip();
                case "url" -> citation.setUri(Lenient.text(in));
                case "title" -> citation.setTitle(Lenient.text(in));
                case "start_index" -> citation.setStart(Lenient.index(in, 0));
                case "end_index" -> citation.setEnd(Lenient.index(in, 0));
                default -> extras.keep(name, in);
            }
        }
        extras.addTo(ResponsesDialect.NAME, citation::addExtensions);
        return citation.build();
    }

    /** Whether there is an annotation for it. A citation of a place in the prompt, as Claude has them, has none. */
    static boolean exists(Citation citation) {
        return !citation.getUri().isEmpty()
                || citation.getExtensionsList().stream().anyMatch(ResponsesCitation::ours);
    }

    /** Writes those that exist as a list. */
    static void write(List<Citation> citations, JsonWriter out) {
        out.beginArray();
        citations.stream().filter(ResponsesCitation::exists).forEach(citation -> write(citation, out));
        out.endArray();
    }

    /** Writes one that exists. */
    static void write(Citation citation, JsonWriter out) {
        MergedObject annotation = MergedObject.begin(out, ResponsesDialect.NAME, citation.getExtensionsList());
        if (!citation.getUri().isEmpty()) {
            annotation.name("type").value(URL);
            annotation.name("start_index").value(citation.getStart());
            annotation.name("end_index").value(citation.getEnd());
            annotation.name("url").value(citation.getUri());
            annotation.name("title").value(citation.getTitle());
        }
        annotation.end();
    }

    private static boolean ours(Extension extension) {
        return extension.getDialect().equals(ResponsesDialect.NAME);
    }
}
