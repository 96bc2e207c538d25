package dev.parley.server.frontend.transcode;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.parley.chat.v1.ChatError;
import dev.parley.http.ProtoJson;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Which JSON a service speaks over REST. */
public enum JsonShape {
    /** Proto JSON: names in camelCase, errors as {@code google.rpc.Status}, what is not known refused. */
    PROTO {
        @Override
        public String write(Message message) {
            return ProtoJson.write(message);
        }

        @Override
        public void read(String json, Message.Builder into) throws InvalidProtocolBufferException {
            ProtoJson.read(json, into);
        }

        @Override
        String write(RestError error) {
            return ProtoJson.write(error.status());
        }
    },

    /**
     * The JSON of hand-written APIs: names in snake_case, what has no presence always printed, numbers as numbers,
     * errors as {@code {"detail": "text"}}; what is not known is passed over, and no body is an empty message.
     */
    PLAIN {
        @Override
        public String write(Message message) {
            return text(out -> PlainPrinter.print(message, out));
        }

        @Override
        public void read(String json, Message.Builder into) throws InvalidProtocolBufferException {
            PlainReader.read(json, into);
        }

        @Override
        String write(RestError error) {
            return text(out -> out.beginObject()
                    .field("detail", error.status().getMessage())
                    .endObject());
        }
    },

    /** As {@link #PLAIN}, but for errors: {@code {"error": {message, type, code, status, http_code, details}}}. */
    MANAGEMENT {
        @Override
        public String write(Message message) {
            return PLAIN.write(message);
        }

        @Override
        public void read(String json, Message.Builder into) throws InvalidProtocolBufferException {
            PLAIN.read(json, into);
        }

        @Override
        String write(RestError error) {
            return text(out -> ManagementError.write(error, out));
        }
    };

    /** A message on one line. */
    public abstract String write(Message message);

    /**
     * Reads a request's body, or the fields of its path or query, into the builder.
     *
     * @throws InvalidProtocolBufferException malformed; its message names the field at fault
     */
    public abstract void read(String json, Message.Builder into) throws InvalidProtocolBufferException;

    /** The body of a failure that has its own HTTP status. */
    abstract String write(RestError error);

    /** The same for a failure anywhere among this shape's paths. */
    public byte[] writeError(ChatError error, String requestId) {
        return write(RestError.of(error)).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Consumer<JsonWriter> body) {
        return new String(JsonWriter.document(body), StandardCharsets.UTF_8);
    }
}
