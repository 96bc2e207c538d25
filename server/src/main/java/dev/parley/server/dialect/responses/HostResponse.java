package dev.parley.server.dialect.responses;

import com.google.protobuf.Timestamp;
import dev.parley.chat.v1.Started;
import dev.parley.chat.v1.Usage;
import dev.parley.server.dialect.codec.Extras;
import dev.parley.server.dialect.codec.Lenient;
import dev.parley.server.json.JsonReader;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The response object as a host tells it, at its beginning or whole. What it does not tell is empty. */
final class HostResponse {
    /** What only repeats the request, or says what the contract says elsewhere. */
    private static final Set<String> KNOWN = Set.of(
            "object",
            "completed_at",
            "output_text",
            "instructions",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "temperature",
            "top_p",
            "top_logprobs",
            "frequency_penalty",
            "presence_penalty",
            "max_output_tokens",
            "max_tool_calls",
            "previous_response_id",
            "conversation",
            "prompt",
            "prompt_cache_key",
            "prompt_cache_retention",
            "reasoning",
            "text",
            "truncation",
            "store",
            "background",
            "metadata",
            "user",
            "safety_identifier");

    String status = "";
    /** Why the answer is incomplete. */
    String reason = "";
    /** The {@code error} object. */
    String error = "";

    @Nullable
    Usage usage;

    @Nullable
    List<HostFields> output;

    private boolean complaint;
    private final Started.Builder head = Started.newBuilder();
    private final Extras extras = new Extras();

    /** Reads the object that stands next. */
    static HostResponse read(JsonReader in) {
        HostResponse response = new HostResponse();
        for (String name = in.beginObject(); name != null; name = in.nextField()) {
            if (in.isNull() || KNOWN.contains(name)) {
                in.skip();
            } else {
                response.field(name, in);
            }
        }
        return response;
    }

    /** What the answer says of itself before anything else. */
    Started started() {
        Started.Builder started = head.clone();
        extras.addTo(ResponsesDialect.NAME, started::addExtensions);
        return started.build();
    }

    /** Whether it is no response but an error, in whichever shape. */
    boolean complains() {
        return output == null && status.isEmpty() && (complaint || !error.isEmpty());
    }

    private void field(String field, JsonReader in) {
        complaint = complaint || field.equals("message") || field.equals("detail");
        switch (field) {
            case "id" -> head.setId(Lenient.text(in));
            case "model" -> head.setModel(Lenient.text(in));
            case "created_at" -> Lenient.count(in, this::created);
            case "status" -> status = Lenient.text(in);
            case "error" -> error = in.raw();
            case "incomplete_details" -> {
                reason = in.peek("reason");
                in.skip();
            }
            case "usage" -> usage = HostUsage.read(in);
            case "output" -> output = HostFields.list(in);
            default -> extras.keep(field, in);
        }
    }

    private void created(long seconds) {
        if (seconds > 0) {
            head.setCreateTime(Timestamp.newBuilder().setSeconds(seconds));
        }
    }
}
