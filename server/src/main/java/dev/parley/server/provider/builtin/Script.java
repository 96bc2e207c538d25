package dev.parley.server.provider.builtin;

import com.google.protobuf.ByteString;
import dev.parley.chat.v1.ChatRequest;
import dev.parley.chat.v1.FinishReason;
import dev.parley.chat.v1.Role;
import dev.parley.server.error.ChatException;
import dev.parley.server.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Plays the turn that the last user message writes in YAML: a list of steps, or a list of such lists, of which the n-th
 * is played when the conversation already holds n assistant messages, so that tools can go back and forth.
 *
 * <pre>
 * - reasoning: Let me look.
 * - text: I will check two cities.
 * - tool: get_weather
 *   arguments: {city: Paris}
 * - tool: get_weather
 *   arguments: {city: Rome}
 * - refusal: I cannot help with that.
 * - image: red-dot
 * - pause: 200ms
 * - finish: length
 * </pre>
 */
final class Script {
    /** A PNG of one red pixel. */
    private static final ByteString RED_DOT = ByteString.copyFrom(Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"));

    private static final Map<String, FinishReason> REASONS = Map.of(
            "stop", FinishReason.FINISH_REASON_STOP,
            "length", FinishReason.FINISH_REASON_MAX_TOKENS,
            "content_filter", FinishReason.FINISH_REASON_CONTENT_FILTER,
            "tool_calls", FinishReason.FINISH_REASON_TOOL_CALLS,
            "refusal", FinishReason.FINISH_REASON_REFUSAL);

    private final Turn turn = new Turn(0);
    private final int answersBefore;
    private FinishReason reason = FinishReason.FINISH_REASON_STOP;
    private int calls;
    private long tokens;

    private Script(int answersBefore) {
        this.answersBefore = answersBefore;
    }

    static List<Step> steps(ChatRequest request, Parameters parameters) {
        int answers = (int) request.getMessagesList().stream()
                .filter(message -> message.getRole() == Role.ROLE_ASSISTANT)
                .count();
        Script script = new Script(answers);
        ScriptYaml.turn(Words.lastUser(request), answers).forEach(script::play);
        return script.turn.finish(script.reason, Words.prompt(request), script.tokens);
    }

    private void play(Map<?, ?> step) {
        if (step.containsKey("tool")) {
            toolCall(step);
            return;
        }
        step.forEach((verb, value) -> play(String.valueOf(verb), String.valueOf(value)));
    }

    private void play(String verb, String value) {
        switch (verb) {
            case "text" -> turn.text(words(value));
            case "reasoning" -> turn.thought(words(value));
            case "refusal" -> turn.refusal(words(value));
            case "image" -> turn.image("image/png", RED_DOT);
            case "pause" -> turn.pause(Parameters.parse("pause=" + value).duration("pause", Duration.ZERO));
            case "finish" -> reason = reason(value);
            default ->
                throw invalid("has the step '%s' (expected: text, reasoning, tool, refusal, image, pause or finish)"
                        .formatted(verb));
        }
    }

    private void toolCall(Map<?, ?> step) {
        Object arguments = step.containsKey("arguments") ? step.get("arguments") : Map.of();
        String json = new String(JsonWriter.document(out -> ScriptYaml.write(out, arguments)), StandardCharsets.UTF_8);
        turn.toolCall("call_" + answersBefore + '_' + ++calls, String.valueOf(step.get("tool")), json);
        tokens += Words.of(json).size();
        reason = FinishReason.FINISH_REASON_TOOL_CALLS;
    }

    private List<String> words(String text) {
        List<String> words = Words.of(text);
        tokens += words.size();
        return words;
    }

    private static FinishReason reason(String word) {
        FinishReason reason = REASONS.get(word);
        if (reason == null) {
            throw invalid("finishes with '%s' (expected: one of %s)".formatted(word, REASONS.keySet()));
        }
        return reason;
    }

    static ChatException invalid(String problem) {
        return ChatException.invalid("messages", "The script " + problem + '.');
    }
}
