package dev.parley.server.dialect.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.parley.model.v1.Model;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("PUT-01, MG-12: the model list")
class OpenAiModelsTest {
    private static final Model BARE = Model.newBuilder().setId("a/b").build();

    @Test
    void writesOpenAisFieldsOnly_whenNothingElseIsKnown() {
        assertThat(new String(OpenAiModels.one(BARE, Set.of()), UTF_8))
                .isEqualTo("{\"id\":\"a/b\",\"object\":\"model\",\"created\":0,\"owned_by\":\"unknown\"}");
    }

    @Test
    void writesWhatIsKnown() {
        Model known = BARE.toBuilder()
                .setOwnedBy("openai")
                .setCreateTime(Timestamp.newBuilder().setSeconds(1_700_000_000))
                .setContextLength(128_000)
                .addInputModalities("text")
                .addInputModalities("image")
                .addOutputModalities("text")
                .build();
        assertThat(new String(OpenAiModels.list(List.of(known), Set.of()), UTF_8))
                .isEqualTo("{\"object\":\"list\",\"data\":[{\"id\":\"a/b\",\"object\":\"model\",\"created\":1700000000,"
                        + "\"owned_by\":\"openai\",\"context_length\":128000,\"input_modalities\":[\"text\",\"image\"],"
                        + "\"output_modalities\":[\"text\"]}]}");
    }
}
