package dev.parley.server.registry;

import static dev.parley.server.registry.KeptRegistry.ACTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.TextFormat;
import dev.parley.management.v1.DeleteRegistryModelRequest;
import dev.parley.management.v1.GetRegistryModelRequest;
import dev.parley.management.v1.GetTemplateRequest;
import dev.parley.management.v1.ImportRegistryModelsRequest;
import dev.parley.management.v1.ListRegistryModelsRequest;
import dev.parley.management.v1.PutRegistryModelRequest;
import dev.parley.management.v1.RegistryChanged;
import dev.parley.management.v1.RegistryModel;
import dev.parley.management.v1.RegistryModelChanged;
import dev.parley.management.v1.RegistryModels;
import dev.parley.management.v1.ReplaceRegistryModelsRequest;
import dev.parley.management.v1.SeedRegistryModelsRequest;
import dev.parley.management.v1.ToggleRegistryModelsRequest;
import dev.parley.management.v1.UpdateTemplateRequest;
import dev.parley.server.error.ChatException;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryAdminTest {
    @TempDir
    Path folder;

    private KeptRegistry kept;

    @BeforeEach
    void open() {
        kept = KeptRegistry.open(folder);
    }

    @AfterEach
    void close() {
        kept.close();
    }

    @Test
    @DisplayName("MA-41: of two entries with one id the last wins, and what is gone is counted")
    void replacesAll() {
        put(entry("old", "b"));
        put(entry("kept", "b"));

        var changed = replace(entry("new", "first"), entry("kept", "b"), entry("new", "last"));

        assertThat(changed.getMessage()).isEqualTo("registry updated");
        assertThat(changed.getCount()).isEqualTo(2);
        assertThat(changed.getRemoved()).isEqualTo(1);
        assertThat(models("")).extracting(RegistryModel::getId).containsExactly("new", "kept");
        assertThat(models("").getFirst().getBase()).isEqualTo("last");
    }

    @Test
    @DisplayName("MA-40, MA-41: entries are added, found by any id, and removed")
    void upserts() {
        assertThat(put(entry("org/模型", "a")).getMessage()).isEqualTo("model added");
        put(entry("other", "a"));
        put(entry("org/模型", "b"));

        assertThat(models("")).extracting(RegistryModel::getBase).containsExactly("b", "a");
        assertThat(get("org/模型").getBase()).isEqualTo("b");
        assertThat(kept.admin
                        .entries()
                        .delete(
                                ACTOR,
                                DeleteRegistryModelRequest.newBuilder()
                                        .setId("org/模型")
                                        .build())
                        .getMessage())
                .isEqualTo("model deleted");
        assertThat(reason(() -> get("org/模型"))).isEqualTo("model_not_found");
        assertThat(reason(() -> kept.admin
                        .entries()
                        .delete(
                                ACTOR,
                                DeleteRegistryModelRequest.newBuilder()
                                        .setId("org/模型")
                                        .build())))
                .isEqualTo("model_not_found");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            id: '' base: 'b'                        | models[1].id
            id: ' ' base: 'b'                       | models[1].id
            id: 'm'                                 | models[1].base
            id: 'm' base: ''                        | models[1].base
            id: 'm' base: 'b' thinking: 'hard'      | models[1].thinking
            id: 'm' base: 'b' thinking: 'MAX'       | models[1].thinking
            id: 'm' base: 'b' upstream: 'elsewhere' | models[1].upstream""")
    @DisplayName("MA-41: what no entry may be is refused, and nothing is changed")
    void refuses(String entry, String path) throws Exception {
        RegistryModel bad = TextFormat.parse(entry, RegistryModel.class);

        ChatException failure = catchThrowableOfType(ChatException.class, () -> replace(entry("fine", "b"), bad));

        assertThat(failure.error().getReason()).isEqualTo("invalid_value");
        assertThat(failure.error().getParam()).isEqualTo(path);
        assertThat(models("")).isEmpty();
        assertThat(kept.deeds()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"registry", "groups", "capabilities", "Open", "a/b", "x y"})
    @DisplayName("MA-40: channels have names that no path has")
    void refusesChannels(String channel) {
        assertThat(reason(() -> models(channel))).isEqualTo("invalid_value");
    }

    @Test
    @DisplayName("MA-40: no channel is openai, and each has its own entries")
    void separatesChannels() {
        put(entry("plain", "b"));
        kept.admin
                .entries()
                .put(
                        ACTOR,
                        PutRegistryModelRequest.newBuilder()
                                .setChannel("gemini")
                                .setModel(entry("other", "b"))
                                .build());

        assertThat(models("openai")).extracting(RegistryModel::getId).containsExactly("plain");
        assertThat(models("gemini")).extracting(RegistryModel::getId).containsExactly("other");
        assertThat(models("my-own-1")).isEmpty();
    }

    @Test
    @DisplayName("MA-43: what a new entry leaves out is the template's; what it says is not")
    void completesByTemplate() {
        template(RegistryModel.newBuilder()
                .setId("never")
                .setBase("tb")
                .setThinking("max")
                .setSearch(true)
                .setGroup("g")
                .setUpstream("up")
                .build());
        put(RegistryModel.newBuilder().setId("bare").build());
        put(RegistryModel.newBuilder()
                .setId("full")
                .setBase("b")
                .setThinking("auto")
                .setSearch(false)
                .setGroup("")
                .build());

        assertThat(get("bare").getBase()).isEqualTo("tb");
        assertThat(get("bare").getThinking()).isEqualTo("max");
        assertThat(get("bare").getSearch()).isTrue();
        assertThat(get("bare").getGroup()).isEqualTo("g");
        assertThat(get("bare").getStream() && get("bare").getEnabled()).isTrue();
        assertThat(get("full").getBase()).isEqualTo("b");
        assertThat(get("full").getThinking()).isEqualTo("auto");
        assertThat(get("full").getSearch()).isFalse();
        assertThat(get("full").hasGroup()).isFalse();
        assertThat(kept.admin
                        .entries()
                        .template(GetTemplateRequest.getDefaultInstance())
                        .getTemplate()
                        .getId())
                .isEmpty();
        // A change of the template changes no entry, and leaves the rest of the template.
        template(RegistryModel.newBuilder().setThinking("low").build());
        assertThat(get("bare").getThinking()).isEqualTo("max");
        put(RegistryModel.newBuilder().setId("later").build());
        assertThat(get("later").getThinking()).isEqualTo("low");
        assertThat(get("later").getBase()).isEqualTo("tb");
    }

    @Test
    @DisplayName("MA-42: an import adds, or replaces all")
    void imports() {
        put(entry("a", "1"));
        put(entry("b", "1"));

        var appended = load("append", entry("b", "2"), entry("c", "2"));
        assertThat(appended.getMessage()).isEqualTo("imported");
        assertThat(appended.getCount()).isEqualTo(2);
        assertThat(appended.getRemoved()).isZero();
        assertThat(models("")).extracting(RegistryModel::getId).containsExactly("a", "b", "c");

        var replaced = load("replace", entry("c", "3"), entry("d", "3"));
        assertThat(replaced.getCount()).isEqualTo(2);
        assertThat(replaced.getRemoved()).isEqualTo(2);
        assertThat(models("")).extracting(RegistryModel::getId).containsExactly("c", "d");
        assertThat(reason(() -> load("merge", entry("x", "1")))).isEqualTo("invalid_value");
    }

    @Test
    @DisplayName("MA-42, MA-46: seeding adds the defaults that are not there")
    void seeds() {
        put(entry("gemini-2.5-pro", "mine"));
        SeedRegistryModelsRequest request = SeedRegistryModelsRequest.getDefaultInstance();

        assertThat(kept.admin.bulk().seed(ACTOR, request).getCount()).isEqualTo(6);
        assertThat(kept.admin.bulk().seed(ACTOR, request).getCount()).isZero();
        assertThat(models(""))
                .extracting(RegistryModel::getId)
                .containsExactly(
                        "gemini-2.5-pro",
                        "流式抗截断/gemini-2.5-pro",
                        "gemini-2.5-pro-maxthinking",
                        "gemini-2.5-flash",
                        "gemini-2.5-flash-image",
                        "gemini-2.5-flash-image-preview",
                        "nano-banana");
        assertThat(get("gemini-2.5-pro").getBase()).isEqualTo("mine");
        assertThat(get("流式抗截断/gemini-2.5-pro").getAntiTruncation()).isTrue();
        assertThat(get("gemini-2.5-pro-maxthinking").getThinking()).isEqualTo("max");
        assertThat(get("gemini-2.5-flash-image").getImage()).isTrue();
    }

    @Test
    @DisplayName("MA-42: many entries are switched at once, and those that were not so are counted")
    void toggles() {
        put(entry("a", "1"));
        put(entry("b", "1").toBuilder().setEnabled(false).build());

        var off = kept.admin.bulk().toggle(ACTOR, ToggleRegistryModelsRequest.getDefaultInstance(), false);
        assertThat(off.getMessage()).isEqualTo("toggled");
        assertThat(off.getEnabled()).isFalse();
        assertThat(off.getChanged()).isEqualTo(1);
        var on = kept.admin.bulk().toggle(ACTOR, ToggleRegistryModelsRequest.getDefaultInstance(), true);
        assertThat(on.getChanged()).isEqualTo(2);
        assertThat(reason(() -> kept.admin
                        .bulk()
                        .toggle(
                                ACTOR,
                                ToggleRegistryModelsRequest.newBuilder()
                                        .setGroup("none")
                                        .build(),
                                true)))
                .isEqualTo("group_not_found");
    }

    @Test
    @DisplayName("MA-26, MA-40: a probe disables the entries of a model and says why, until they are enabled")
    void disablesWithReason() {
        put(entry("own", "m").toBuilder().setUpstream("up").build());
        put(entry("any", "m"));
        put(entry("other", "m").toBuilder().setUpstream("down").build());
        put(entry("else", "n"));

        assertThat(kept.admin.bulk().disable(ACTOR, "up", "m", "20 % of probes succeed"))
                .isEqualTo(2);
        assertThat(get("own").getDisabledReason()).isEqualTo("20 % of probes succeed");
        assertThat(get("any").getEnabled()).isFalse();
        assertThat(get("other").getEnabled() && get("else").getEnabled()).isTrue();
        kept.admin.bulk().toggle(ACTOR, ToggleRegistryModelsRequest.getDefaultInstance(), true);
        assertThat(get("own").hasDisabledReason()).isFalse();
    }

    @Test
    @DisplayName("MA-50: who did what is written down")
    void audits() {
        put(entry("a", "1"));
        load("replace", entry("b", "1"));
        kept.admin
                .bulk()
                .toggle(
                        ACTOR,
                        ToggleRegistryModelsRequest.newBuilder()
                                .setChannel("gemini")
                                .build(),
                        false);

        assertThat(kept.deeds())
                .containsExactly(
                        "ann registry.put openai/a", "ann registry.import openai", "ann registry.disable gemini");
    }

    private static String reason(ThrowingCallable call) {
        return catchThrowableOfType(ChatException.class, call).error().getReason();
    }

    private static RegistryModel entry(String id, String base) {
        return RegistryModel.newBuilder().setId(id).setBase(base).build();
    }

    private RegistryModelChanged put(RegistryModel model) {
        return kept.admin
                .entries()
                .put(ACTOR, PutRegistryModelRequest.newBuilder().setModel(model).build());
    }

    private RegistryModel get(String id) {
        return kept.admin
                .entries()
                .get(GetRegistryModelRequest.newBuilder().setId(id).build());
    }

    private List<RegistryModel> models(String channel) {
        return kept.admin
                .entries()
                .list(ListRegistryModelsRequest.newBuilder().setChannel(channel).build())
                .getModelsList();
    }

    private void template(RegistryModel template) {
        kept.admin
                .entries()
                .updateTemplate(
                        ACTOR,
                        UpdateTemplateRequest.newBuilder().setTemplate(template).build());
    }

    private RegistryChanged replace(RegistryModel... models) {
        return kept.admin
                .bulk()
                .replace(
                        ACTOR,
                        ReplaceRegistryModelsRequest.newBuilder()
                                .addAllModels(List.of(models))
                                .build());
    }

    private RegistryChanged load(String mode, RegistryModel... models) {
        return kept.admin
                .bulk()
                .importAll(
                        ACTOR,
                        ImportRegistryModelsRequest.newBuilder()
                                .setMode(mode)
                                .setModels(RegistryModels.newBuilder().addAllModels(List.of(models)))
                                .build());
    }
}
