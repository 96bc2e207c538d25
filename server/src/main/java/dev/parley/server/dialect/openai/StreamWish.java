package dev.parley.server.dialect.openai;

import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Shape;
import dev.parley.server.json.JsonException;
import dev.parley.server.json.JsonReader;
import org.jspecify.annotations.Nullable;

/** What a request says of streaming: {@code stream} and {@code stream_options}. */
final class StreamWish {
    private static final Shape<StreamWish> OPTIONS =
            new Shape<StreamWish>().with("include_usage", (in, to) -> to.includeUsage = in.bool());

    private boolean wanted;
    private boolean optioned;
    private @Nullable Boolean includeUsage;

    void read(JsonReader in) {
        wanted = in.bool();
    }

    /** Reads the options that stand next; those that are not modelled go to the request's extras. */
    void options(JsonReader in, Extras extras) {
        Extras inner = new Extras();
        OPTIONS.read(in, this, inner);
        extras.keep("stream_options", inner);
        optioned = true;
    }

    /** Fails if there are options and no stream. */
    void check() {
        if (optioned && !wanted) {
            throw new JsonException("stream_options", "'stream_options' is only allowed when 'stream' is true.");
        }
    }

    boolean wanted() {
        return wanted;
    }

    /** Null if not given. */
    @Nullable
    Boolean includeUsage() {
        return includeUsage;
    }
}
