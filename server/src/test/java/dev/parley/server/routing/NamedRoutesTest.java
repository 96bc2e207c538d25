package dev.parley.server.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.model.v1.Model;
import dev.parley.server.access.Caller;
import dev.parley.server.config.ClaudeMapping;
import dev.parley.server.config.Routes;
import dev.parley.server.error.ChatException;
import dev.parley.server.routing.NamedModels.NamedModel;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("B8 step 3: where names go that operators gave")
class NamedRoutesTest {
    private static final ModelVariant SEARCHING = new ModelVariant(false, false, Thinking.AUTO, true, false, true);
    private static final Map<String, NamedModel> NAMES = Map.of(
            "fast", named("deep", "chat", false),
            "chat", named("deep", "think", false),
            "anywhere", named("", "gpt", false),
            "nowhere", named("", "unlisted", false),
            "chained", named("deep", "both", false),
            "off", named("deep", "chat", true),
            "gpt", named("deep", "chat", true));

    @ParameterizedTest(name = "{1} on {0}: {2} {3}")
    @CsvSource({
        // an entry's provider, or else the first that has its model; before the catalogue
        "default, fast, REGISTRY, deep/chat",
        "default, chat, REGISTRY, deep/think",
        "default, anywhere, REGISTRY, two/gpt",
        "default, chained, REGISTRY, deep/both deep/chat two/gpt",
        // a provider before the name means that one alone
        "default, deep/fast, REGISTRY, deep/chat",
        "default, two/fast, QUALIFIED, two/fast",
        "default, two/anywhere, REGISTRY, two/gpt",
        // a profile's listener serves its own provider alone, and takes other names as they stand
        "deep, fast, REGISTRY, deep/chat",
        "two, fast, LISTENER, two/fast",
        "two, anywhere, REGISTRY, two/gpt",
        "deep, anywhere, LISTENER, deep/anywhere",
        "two, nowhere, REGISTRY, two/unlisted",
        "two, off, LISTENER, two/off",
        "default, shared, CATALOG, deep/shared",
    })
    void routes(String listener, String model, Rule rule, String targets) {
        Decision decision = router().decide(model, new Caller("test", listener, Set.of()), "");

        assertThat(decision.rule()).isEqualTo(rule);
        assertThat(decision.targets().stream().map(Target::toString).collect(Collectors.joining(" ")))
                .isEqualTo(targets);
        assertThat(decision.variant()).isEqualTo(rule == Rule.REGISTRY ? SEARCHING : ModelVariant.PLAIN);
    }

    @ParameterizedTest(name = "{1} on {0}")
    @CsvSource({"default, off", "default, deep/off", "deep, off", "default, gpt", "default, nowhere"})
    @DisplayName("MA-40: what is disabled may not be used, also where a provider lists the name")
    void refuses(String listener, String model) {
        ChatException failure = catchThrowableOfType(
                ChatException.class, () -> router().decide(model, new Caller("test", listener, Set.of()), ""));

        assertThat(failure.error().getReason()).isEqualTo("model_not_found");
    }

    private static NamedModel named(String provider, String model, boolean hidden) {
        return new NamedModel(Rule.REGISTRY, provider, model, SEARCHING, hidden);
    }

    private static Router router() {
        Map<String, ModelList> lists = new LinkedHashMap<>();
        lists.put("deep", list("chat", "think", "shared"));
        lists.put("two", list("gpt", "shared"));
        Routes routes = new Routes(
                "",
                Map.of("both", List.of("deep/chat", "two/gpt")),
                List.of(),
                new ClaudeMapping("", "", false, List.of()));
        Map<String, Router.ListenerRule> listeners = Map.of(
                "deep", new Router.ListenerRule("deep", "", false, false),
                "two", new Router.ListenerRule("two", "", false, false));
        return new Router(
                routes, lists.keySet(), listeners, new ModelCatalog(lists), (name, dialect) -> NAMES.get(name));
    }

    private static ModelList list(String... ids) {
        List<Model> models = Arrays.stream(ids)
                .map(id -> Model.newBuilder().setId(id).build())
                .toList();
        return new ModelList("test", () -> models, InstantSource.system());
    }
}
