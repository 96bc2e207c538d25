package dev.parley.server.dialect.claude;

import dev.parley.chat.v1.Citation;
import dev.parley.chat.v1.Extension;
import dev.parley.server.dialect.codec.MergedObject;
import dev.parley.server.dialect.codec.Words;
import dev.parley.server.json.JsonReader;
import dev.parley.server.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * One citation of a text block, both ways: the names that each kind has for the modelled fields. What else it tells,
 * its kind too, goes to the extension. A citation of another dialect is written as a web search's without an index, and
 * read back as another dialect's.
 */
enum ClaudeCitation {
    CHAR_LOCATION("", "document_title"),
    PAGE_LOCATION("", "document_title"),
    CONTENT_BLOCK_LOCATION("", "document_title"),
    SEARCH_RESULT_LOCATION("source", "title"),
    WEB_SEARCH_RESULT_LOCATION("url", "title");

    private static final String TYPE = "type";
    private static final String QUOTE = "cited_text";
    private static final String INDEX = "encrypted_index";

    private final String word = Words.of(this);
    private final String uri;
    private final String title;

    ClaudeCitation(String uri, String title) {
        this.uri = uri;
        this.title = title;
    }

    /** Whether this dialect made it, so that a host of this dialect takes it back. */
    static boolean ours(Citation citation) {
        return ourExtension(citation) != null;
    }

    /** Whether it can be written: another dialect's has no place here but an address. */
    static boolean exists(Citation citation) {
        return ours(citation) || !citation.getUri().isEmpty();
    }

    /** Reads the object that stands next. */
    static Citation read(JsonReader in) {
        RawFields fields = RawFields.read(in);
        Citation.Builder citation = Citation.newBuilder();
        ClaudeCitation kind = kind(fields);
        if (kind != null) {
            citation.setQuote(fields.takeText(QUOTE));
            citation.setTitle(fields.takeText(kind.title));
            citation.setUri(fields.takeText(kind.uri));
        }
        if (kind != WEB_SEARCH_RESULT_LOCATION || !fields.text(INDEX).isEmpty()) {
            fields.addTo(citation::addExtensions);
        }
        return citation.build();
    }

    /** Writes the object. */
    static void write(Citation citation, JsonWriter out) {
        MergedObject object = MergedObject.begin(out, ClaudeDialect.NAME, citation.getExtensionsList());
        Extension extension = ourExtension(citation);
        if (extension == null) {
            object.name(TYPE).value(WEB_SEARCH_RESULT_LOCATION.word);
            object.name(QUOTE).value(citation.getQuote());
            object.name("url").value(citation.getUri());
            object.name("title").value(citation.getTitle());
            object.name(INDEX).value("");
        } else {
            ClaudeCitation kind = kind(RawFields.of(extension.getJson()));
            if (kind != null) {
                object.name(TYPE).value(kind.word);
                object.text(QUOTE, citation.getQuote());
                object.text(kind.title, citation.getTitle());
                object.text(kind.uri, citation.getUri());
            }
        }
        object.end();
    }

    private static @Nullable Extension ourExtension(Citation citation) {
        for (Extension extension : citation.getExtensionsList()) {
            if (extension.getDialect().equals(ClaudeDialect.NAME)) {
                return extension;
            }
        }
        return null;
    }

    private static @Nullable ClaudeCitation kind(RawFields fields) {
        String type = fields.text(TYPE);
        for (ClaudeCitation kind : values()) {
            if (kind.word.equals(type)) {
                return kind;
            }
        }
        return null;
    }
}
