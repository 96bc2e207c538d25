package dev.parley.server.dialect.claude;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.parley.model.v1.Model;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CL-01, CL-12, CLI-09: models in both shapes, and token counts")
class ClaudeModelsTest {
    private static final Model SONNET = Model.newBuilder()
            .setId("claude-sonnet-4-5")
            .setOwnedBy("anthropic")
            .setDisplayName("Claude Sonnet 4.5")
            .setCreateTime(Timestamp.newBuilder().setSeconds(1715635200))
            .build();
    private static final String SONNET_JSON =
            "{\"id\":\"claude-sonnet-4-5\",\"object\":\"model\",\"created\":1715635200,\"owned_by\":\"anthropic\","
                    + "\"type\":\"model\",\"display_name\":\"Claude Sonnet 4.5\","
                    + "\"created_at\":\"2024-05-13T21:20:00Z\"}";

    @Test
    void writesBothShapes() {
        assertThat(ClaudeModels.one(SONNET)).asString(UTF_8).isEqualTo(SONNET_JSON);
    }

    @Test
    void writesTheList_withFirstAndLast() {
        Model bare = Model.newBuilder().setId("echo").build();
        assertThat(ClaudeModels.list(List.of(SONNET, bare)))
                .asString(UTF_8)
                .isEqualTo("{\"object\":\"list\",\"data\":[" + SONNET_JSON
                        + ",{\"id\":\"echo\",\"object\":\"model\",\"created\":0,\"owned_by\":\"unknown\","
                        + "\"type\":\"model\",\"display_name\":\"echo\","
                        + "\"created_at\":\"1970-01-01T00:00:00Z\"}],"
                        + "\"first_id\":\"claude-sonnet-4-5\",\"last_id\":\"echo\",\"has_more\":false}");
    }

    @Test
    void writesNoFirstAndLast_whenThereIsNone() {
        assertThat(ClaudeModels.list(List.of()))
                .asString(UTF_8)
                .isEqualTo("{\"object\":\"list\",\"data\":[],\"first_id\":null,\"last_id\":null,\"has_more\":false}");
    }

    @Test
    void writesTheTokenCount() {
        assertThat(ClaudeTokenCount.write(4)).asString(UTF_8).isEqualTo("{\"input_tokens\":4}");
    }
}
