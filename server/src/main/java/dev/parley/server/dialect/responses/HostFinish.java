package dev.parley.server.dialect.responses;

import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.server.dialect.BadAnswer;
import dev.parley.server.dialect.codec.UpstreamErrors;
import java.nio.charset.StandardCharsets;

/** How an answer ended, by the response's status and why it is incomplete (RS-07). */
final class HostFinish {
    private HostFinish() {}

    /** Fails if the host says that it failed, or that it is not done. */
    static void check(HostResponse response, String status) {
        if (!response.error.isEmpty()) {
            throw UpstreamErrors.inAnswer(response.error.getBytes(StandardCharsets.UTF_8));
        }
        switch (status) {
            case "completed", "incomplete" -> {}
            case "in_progress", "queued" -> throw BadAnswer.truncated();
            default -> throw BadAnswer.broken(status);
        }
    }

    /** Why an answer that did not fail ended; {@code called} whether it calls tools. */
    static Finish read(HostResponse response, String status, boolean called) {
        if (status.equals("completed")) {
            return finish(called ? FinishReason.FINISH_REASON_TOOL_CALLS : FinishReason.FINISH_REASON_STOP, "");
        }
        return switch (response.reason) {
            case "max_output_tokens" -> finish(FinishReason.FINISH_REASON_MAX_TOKENS, "");
            case "content_filter" -> finish(FinishReason.FINISH_REASON_CONTENT_FILTER, "");
            default -> finish(FinishReason.FINISH_REASON_OTHER, response.reason);
        };
    }

    private static Finish finish(FinishReason reason, String word) {
        return Finish.newBuilder().setReason(reason).setNative(word).build();
    }
}
