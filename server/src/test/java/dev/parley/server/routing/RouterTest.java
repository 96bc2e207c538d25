package dev.parley.server.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.model.v1.Model;
import dev.parley.server.access.Caller;
import dev.parley.server.config.ClaudeMapping;
import dev.parley.server.config.Routes;
import dev.parley.server.error.ChatException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("B8, CL-04: where a model name goes")
class RouterTest {
    private static final ClaudeMapping NONE = new ClaudeMapping("", "", false, List.of());
    private static final ClaudeMapping MAPPING = new ClaudeMapping("chat", "deep/think", false, List.of());
    private static final ClaudeMapping FIRST = new ClaudeMapping("chat", "deep/think", true, List.of());

    @ParameterizedTest
    @CsvSource({
        // the rules in their order: provider's name, fallbacks, catalogue
        "default, '', deep/anything, deep/anything",
        "default, '', both, deep/chat two/gpt",
        "default, '', shared, deep/shared",
        "default, '', gpt, two/gpt",
        "default, '', org/with-slash, two/org/with-slash",
        // a profile's listener serves its own provider alone
        "profile, '', gpt, two/gpt",
        "profile, '', deep/chat, two/deep/chat",
        "profile, '', two/gpt, two/gpt",
        // Claude's names are mapped for callers that speak Claude, if nobody has them
        "default, claude, claude-sonnet-4-5, deep/chat",
        "default, claude, claude-OPUS-4-6, deep/think",
        "default, claude, some-reasoner, deep/think",
        "default, claude, gpt, two/gpt",
    })
    void routes(String listener, String dialect, String model, String targets) {
        assertThat(targets(MAPPING, listener, dialect, model)).isEqualTo(targets);
    }

    @ParameterizedTest
    @CsvSource({
        "default, claude, gpt, deep/chat",
        "profile, claude, claude-opus-4-6, two/deep/think",
        "default, '', gpt, two/gpt",
    })
    void mapsBeforeAllElse_whenAskedTo(String listener, String dialect, String model, String targets) {
        assertThat(targets(FIRST, listener, dialect, model)).isEqualTo(targets);
    }

    @ParameterizedTest
    @CsvSource({"'', claude-opus-4-6", "openai, claude-opus-4-6", "claude, claude-opus-4-6"})
    void refusesUnknownNames(String dialect, String model) {
        ClaudeMapping mapping = dialect.equals("claude") ? NONE : MAPPING;

        ChatException failure =
                catchThrowableOfType(ChatException.class, () -> targets(mapping, "default", dialect, model));

        assertThat(failure.error().getReason()).isEqualTo("model_not_found");
        assertThat(failure.error().getParam()).isEqualTo("model");
    }

    @Test
    void mapsToTheOtherHalf_whenOneIsMissing() {
        assertThat(new ClaudeMapping("", "slow", false, List.of()).map("claude-haiku"))
                .isEqualTo("slow");
        assertThat(new ClaudeMapping("fast", "", false, List.of()).map("claude-opus"))
                .isEqualTo("fast");
    }

    @Test
    void refusesProvidersThatTheCallerMayNotUse() {
        Caller caller = new Caller("demo", "default", Set.of("two"));

        ChatException failure =
                catchThrowableOfType(ChatException.class, () -> router(NONE).decide("deep/chat", caller, ""));

        assertThat(failure.error().getReason()).isEqualTo("permission_denied");
    }

    private static String targets(ClaudeMapping mapping, String listener, String dialect, String model) {
        return router(mapping).decide(model, new Caller("test", listener, Set.of()), dialect).targets().stream()
                .map(Target::toString)
                .collect(Collectors.joining(" "));
    }

    private static Router router(ClaudeMapping mapping) {
        Map<String, ModelList> lists = new LinkedHashMap<>();
        lists.put("deep", list("deep", "chat", "think", "shared"));
        lists.put("two", list("two", "gpt", "shared", "org/with-slash"));
        Routes routes = new Routes("", Map.of("both", List.of("deep/chat", "two/gpt")), List.of(), mapping);
        Map<String, Router.ListenerRule> listeners =
                Map.of("profile", new Router.ListenerRule("two", "", false, false));
        return new Router(routes, lists.keySet(), listeners, new ModelCatalog(lists), NamedModels.NONE);
    }

    private static ModelList list(String provider, String... ids) {
        List<Model> models = Arrays.stream(ids)
                .map(id -> Model.newBuilder().setId(id).setProvider(provider).build())
                .toList();
        return new ModelList(provider, () -> models, InstantSource.system());
    }
}
