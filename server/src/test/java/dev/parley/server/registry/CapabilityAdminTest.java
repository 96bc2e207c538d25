package dev.parley.server.registry;

import static dev.parley.server.registry.KeptRegistry.ACTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parley.management.v1.DeleteModelCapabilitiesRequest;
import dev.parley.management.v1.ModelCapabilities;
import dev.parley.management.v1.PutModelCapabilitiesRequest;
import dev.parley.management.v1.UpdateModelCapabilitiesRequest;
import dev.parley.server.error.ChatException;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("MA-45: what is known of models")
class CapabilityAdminTest {
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

    @ParameterizedTest(name = "{1} after {0}: {2}")
    @CsvSource({
        "upstream, upstream, true",
        "upstream, probe, true",
        "upstream, manual, true",
        "probe, upstream, false",
        "probe, probe, true",
        "probe, manual, true",
        "manual, upstream, false",
        "manual, probe, false",
        "manual, manual, true",
        "manual, '', true",
    })
    void keepsTheBetterSource(String before, String after, boolean taken) {
        update("m", known(1, before));

        assertThat(update("m", known(2, after))).isEqualTo(taken ? 1 : 0);
        assertThat(all().get("m").getContextLength()).isEqualTo(taken ? 2 : 1);
        assertThat(all().get("m").getSource()).isNotEmpty();
        assertThat(all().get("m").getUpdatedAt().getSeconds()).isPositive();
    }

    @Test
    void setsOneWhateverWasKnown_andForgetsIt() {
        update("org/m", known(1, "manual"));
        kept.admin
                .capabilities()
                .put(
                        ACTOR,
                        PutModelCapabilitiesRequest.newBuilder()
                                .setId("org/m")
                                .setCapabilities(known(2, "probe"))
                                .build());
        assertThat(all().get("org/m").getContextLength()).isEqualTo(2);

        delete("org/m");
        assertThat(all()).isEmpty();
        assertThat(reason(() -> delete("org/m"))).isEqualTo("model_not_found");
    }

    @Test
    void addsDefaultsThatAreNotThere() {
        update("gemini-2.5-pro", known(5, "probe"));

        assertThat(kept.admin.capabilities().seed(ACTOR).getCount()).isEqualTo(3);
        assertThat(all().get("gemini-2.5-pro").getContextLength()).isEqualTo(5);
        assertThat(all().get("gemini-2.5-flash-image").getImages()).isTrue();
        assertThat(kept.admin.capabilities().seed(ACTOR).getCount()).isZero();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThat(reason(() -> update("", known(1, "")))).isEqualTo("invalid_value");
        assertThat(reason(() -> update("m", known(-1, "")))).isEqualTo("invalid_value");
        assertThat(reason(() -> update("m", known(1, "rumour")))).isEqualTo("invalid_value");
        assertThat(reason(() -> update(
                        "m",
                        ModelCapabilities.newBuilder().addModalities("smell").build())))
                .isEqualTo("invalid_value");
        assertThat(all()).isEmpty();
    }

    private static String reason(ThrowingCallable call) {
        return catchThrowableOfType(ChatException.class, call).error().getReason();
    }

    private static ModelCapabilities known(int context, String source) {
        return ModelCapabilities.newBuilder()
                .setContextLength(context)
                .setSource(source)
                .build();
    }

    private int update(String id, ModelCapabilities capabilities) {
        return kept.admin
                .capabilities()
                .update(
                        ACTOR,
                        UpdateModelCapabilitiesRequest.newBuilder()
                                .putCapabilities(id, capabilities)
                                .build())
                .getCount();
    }

    private void delete(String id) {
        kept.admin
                .capabilities()
                .delete(
                        ACTOR,
                        DeleteModelCapabilitiesRequest.newBuilder().setId(id).build());
    }

    private Map<String, ModelCapabilities> all() {
        return kept.admin.capabilities().list().getCapabilitiesMap();
    }
}
