package dev.parley.fuzz;

import static dev.parley.fuzz.Seeds.all;
import static dev.parley.fuzz.Seeds.fixtures;
import static dev.parley.fuzz.Seeds.texts;

import dev.parley.server.access.TokensFuzz;
import dev.parley.server.config.SettingsFuzz;
import dev.parley.server.credential.CredentialFuzz;
import dev.parley.server.delivery.MarkerFuzz;
import dev.parley.server.dialect.openai.OpenAiFormsFuzz;
import dev.parley.server.frontend.connection.FrameHeadsFuzz;
import dev.parley.server.frontend.grpc.MarshallerFuzz;
import dev.parley.server.frontend.http.FormFuzz;
import dev.parley.server.frontend.transcode.RestFuzz;
import dev.parley.server.json.JsonFuzz;
import dev.parley.server.management.credentials.ArchiveFuzz;
import dev.parley.server.provider.ThinkTagsFuzz;
import dev.parley.server.provider.http.FramesFuzz;
import dev.parley.server.registry.VariantFuzz;
import dev.parley.server.store.ConfigFuzz;
import dev.parley.server.tool.ToolSieveFuzz;
import java.util.List;
import java.util.stream.Stream;

/** Every reader. */
final class Targets {
    static final List<FuzzTarget> ALL = Stream.of(
                    FramesFuzz.targets(),
                    JsonFuzz.targets(),
                    requests(),
                    OpenAiFormsFuzz.targets(),
                    answers(),
                    streams(),
                    TokensFuzz.targets(),
                    SettingsFuzz.targets(),
                    List.of(
                            VariantFuzz.target(),
                            ArchiveFuzz.target(),
                            CredentialFuzz.target(),
                            ConfigFuzz.target(),
                            RestFuzz.target(),
                            FormFuzz.target(),
                            MarshallerFuzz.target(),
                            FrameHeadsFuzz.target(),
                            ToolSieveFuzz.target(),
                            ThinkTagsFuzz.target(),
                            MarkerFuzz.target()))
            .flatMap(List::stream)
            .toList();

    private Targets() {}

    /** The target of this name. */
    static FuzzTarget named(String name) {
        return ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("fuzz.target is '%s' (expected: one of %s)".formatted(name, ALL)));
    }

    private static List<FuzzTarget> requests() {
        return List.of(
                Requests.target("openai-chat-request", Dialects::openAi, fixtures("openai/requests", "request.json")),
                Requests.target(
                        "openai-completion-request",
                        () -> Dialects.openAi().completions(),
                        fixtures("openai/completions", "request.json")),
                Requests.target(
                        "responses-request", Dialects::responses, fixtures("responses/requests", "request.json")),
                Requests.target("claude-request", Dialects::claude, fixtures("claude/requests", "request.json")));
    }

    private static List<FuzzTarget> answers() {
        return List.of(
                Answers.whole("openai-answer", Dialects::openAi, fixtures("openai/answers", "response.json")),
                Answers.whole(
                        "responses-answer", Dialects::responses, fixtures("responses/host-answers", "response.json")),
                Answers.whole("claude-answer", Dialects::claude, fixtures("claude/answers", "response.json")),
                Answers.whole("gemini-answer", Dialects::gemini, fixtures("gemini/answers", "response.json")),
                Answers.whole("puter-answer", Dialects::puter, fixtures("puter/answers", "response.json")),
                Answers.whole(
                        "deepseek-session-answer",
                        Dialects::session,
                        texts("{\"code\":40003,\"msg\":\"m\",\"data\":{\"biz_code\":1,\"biz_msg\":\"b\"}}")),
                Answers.whole(
                        "openai-image-answer",
                        dev.parley.server.dialect.openai.OpenAiImagesDialect::new,
                        texts("{\"created\":1,\"data\":[{\"b64_json\":\"iVBORw0KGgo=\",\"revised_prompt\":\"p\"}]}")));
    }

    private static List<FuzzTarget> streams() {
        return List.of(
                StreamedAnswers.target(
                        "openai-stream",
                        Dialects::openAi,
                        FramesFuzz::events,
                        List.of("finish_reason"),
                        fixtures("openai/answers", "stream.sse")),
                StreamedAnswers.target(
                        "responses-stream",
                        Dialects::responses,
                        FramesFuzz::events,
                        List.of("response.completed"),
                        fixtures("responses/host-answers", "stream.sse")),
                StreamedAnswers.target(
                        "claude-stream",
                        Dialects::claude,
                        FramesFuzz::events,
                        List.of("message_stop", "stop_reason"),
                        fixtures("claude/answers", "stream.sse")),
                StreamedAnswers.target(
                        "gemini-stream",
                        Dialects::gemini,
                        FramesFuzz::events,
                        List.of("finishReason"),
                        all(fixtures("gemini/answers", "stream.sse"), fixtures("gemini/answers", "response.json"))),
                StreamedAnswers.target(
                        "puter-stream",
                        Dialects::puter,
                        FramesFuzz::lines,
                        List.of(),
                        fixtures("puter/answers", "stream.ndjson")),
                StreamedAnswers.target(
                        "deepseek-session-stream",
                        Dialects::session,
                        FramesFuzz::events,
                        List.of("FINISHED"),
                        fixtures("deepseek/answers", "stream.sse")));
    }
}
