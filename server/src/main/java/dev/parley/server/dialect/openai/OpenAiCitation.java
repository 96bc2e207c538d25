package dev.parley.server.dialect.openai;

import dev.parley.chat.v1.Citation;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** The {@code annotations} of a message, both ways. Kinds other than {@code url_citation} are kept as they are. */
final class OpenAiCitation {
    private static final String URL = "url_citation";

    private OpenAiCitation() {}

    /** Reads the list that stands next. */
    static List<Citation> list(JsonReader in) {
        List<Citation> citations = new ArrayList<>();
        in.beginArray();
        while (in.nextElement()) {
            citations.add(read(in.raw()));
        }
        return citations;
    }

    /** Whether there is an annotation for it. A citation of a place in the prompt, as Claude has them, has none. */
    static boolean exists(Citation citation) {
        return !citation.getUri().isEmpty()
                || citation.getExtensionsList().stream()
                        .anyMatch(extension -> extension.getDialect().equals(OpenAiDialect.NAME));
    }

    static void write(List<Citation> citations, JsonWriter out) {
        out.beginArray();
        for (Citation citation : citations) {
            MergedObject annotation = MergedObject.begin(
                    out, OpenAiDialect.NAME, citation.getUri().isEmpty() ? citation.getExtensionsList() : List.of());
            if (!citation.getUri().isEmpty()) {
                annotation.name("type").value(URL);
                annotation.name(URL);
                url(citation, out);
            }
            annotation.end();
        }
        out.endArray();
    }

    private static Citation read(String annotation) {
        Citation.Builder citation = Citation.newBuilder();
        Extras extras = new Extras();
        JsonReader in = JsonReader.of(annotation);
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (name.equals(URL)) {
                url(in, citation, extras);
            } else {
                in.skip();
            }
        }
        if (citation.getUri().isEmpty()) {
            return Citation.newBuilder()
                    .addExtensions(Extras.extension(OpenAiDialect.NAME, annotation))
                    .build();
        }
        extras.addTo(OpenAiDialect.NAME, citation::addExtensions);
        return citation.build();
    }

    private static void url(JsonReader in, Citation.Builder citation, Extras extras) {
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            switch (name) {
                case "url" -> citation.setUri(Lenient.text(in));
                case "title" -> citation.setTitle(Lenient.text(in));
                case "start_index" -> citation.setStart(Lenient.index(in, 0));
                case "end_index" -> citation.setEnd(Lenient.index(in, 0));
                default -> extras.keep(name, in);
            }
        }
    }

    private static void url(Citation citation, JsonWriter out) {
        MergedObject url = MergedObject.begin(out, OpenAiDialect.NAME, citation.getExtensionsList());
        url.name("end_index").value(citation.getEnd());
        url.name("start_index").value(citation.getStart());
        url.name("url").value(citation.getUri());
        url.name("title").value(citation.getTitle());
        url.end();
    }
}
