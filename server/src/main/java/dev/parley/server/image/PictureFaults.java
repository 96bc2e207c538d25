package dev.parley.server.image;

import dev.parley.chat.v1.Candidate;
import dev.parley.chat.v1.ChatResponse;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.chat.v1.Finish;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Part;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.error.Scrub;
import dev.parley.server.provider.Attempt;
import java.util.stream.Collectors;

/** What it means when there are no pictures. */
final class PictureFaults {
    private static final String POLICY = "content_policy_violation";

    private PictureFaults() {}

    /** A refusal of the prompt, in the word that callers of this kind know. */
    static ChatException worded(ChatException failure) {
        return failure.code() == ErrorCode.ERROR_CODE_CONTENT_BLOCKED
                ? failure(
                                ErrorCode.ERROR_CODE_CONTENT_BLOCKED,
                                POLICY,
                                failure.error().getMessage())
                        .upstream(
                                failure.error().getUpstream().getProvider(),
                                failure.error().getUpstream().getHttpStatus(),
                                failure.error().getUpstream().getNativeCode())
                        .cause(failure)
                        .build()
                : failure;
    }

    /**
     * Checks that an answer has as many as were asked for.
     *
     * @throws ChatException CONTENT_BLOCKED if a filter took one away, else UPSTREAM_FAILED with what the model said
     */
    static void check(ChatResponse answer, Attempt attempt) {
        int wanted = Math.max(1, attempt.call().request().getSampling().getCandidates());
        int made = Pictures.of(answer).size();
        if (made >= wanted) {
            return;
        }
        Candidate without = answer.getCandidatesList().stream()
                .filter(candidate -> !Pictures.isIn(candidate))
                .findFirst()
                .orElse(Candidate.getDefaultInstance());
        Finish finish = without.getFinish();
        boolean filtered = finish.getReason() == FinishReason.FINISH_REASON_CONTENT_FILTER;
        throw failure(
                        filtered ? ErrorCode.ERROR_CODE_CONTENT_BLOCKED : ErrorCode.ERROR_CODE_UPSTREAM_FAILED,
                        filtered ? POLICY : "no_image",
                        "The model '%s' made %d of %d pictures.%s"
                                .formatted(attempt.target().model(), made, wanted, why(without)))
                .upstream(attempt.target().provider(), 0, finish.getNative())
                .build();
    }

    /** It was asked and has answered: whether to ask again is its caller's choice. */
    private static ChatException.Builder failure(ErrorCode code, String reason, String message) {
        return ChatException.of(code, Blame.REQUEST, reason, message);
    }

    private static String why(Candidate candidate) {
        if (candidate.getMessage().getPartsList().stream()
                .anyMatch(part -> part.getMedia().hasUri())) {
            return " It gave the address of one, which Parley does not fetch (expected: the picture itself, as b64_json;"
                    + " choose a model or host that gives it).";
        }
        Finish finish = candidate.getFinish();
        String word = finish.getNative().isEmpty()
                ? finish.getReason().name().replace("FINISH_REASON_", "")
                : finish.getNative();
        String said = candidate.getMessage().getPartsList().stream()
                .map(PictureFaults::said)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(" "));
        String message = finish.getMessage().isEmpty() ? said : finish.getMessage();
        return " It ended with " + Scrub.message(word) + (message.isBlank() ? "." : ": " + Scrub.message(message));
    }

    private static String said(Part part) {
        return part.hasRefusal() ? part.getRefusal().getText() : part.getText().getText();
    }
}
