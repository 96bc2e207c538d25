package dev.parley.server.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A way in for chat requests, each with a JSON of its own. */
enum Front {
    OPENAI("OpenAI", "/v1/chat/completions", "{'model':'gpt-4','messages':[{'role':'user','content':'hi'}]}") {
        @Override
        void checkShape(JsonNode error) {
            assertThat(error.path("error").fieldNames()).toIterable().contains("message", "type", "param", "code");
        }
    },
    CLAUDE("Claude", "/v1/messages", "{'model':'gpt-4','max_tokens':50,'messages':[{'role':'user','content':'hi'}]}") {
        @Override
        void checkShape(JsonNode error) {
            assertThat(error.path("type").asText()).isEqualTo("error");
            assertThat(error.path("error").fieldNames()).toIterable().contains("message", "type");
        }
    },
    RESPONSES("Responses", "/v1/responses", "{'model':'gpt-4','input':[{'role':'user','content':'hi'}]}") {
        @Override
        void checkShape(JsonNode error) {
            OPENAI.checkShape(error);
        }
    },
    REST(
            "native REST",
            "/api/v1/chat",
            "{'model':'gpt-4','messages':[{'role':'ROLE_USER','parts':[{'text':{'text':'hi'}}]}]}") {
        @Override
        void checkShape(JsonNode error) {
            assertThat(error.fieldNames()).toIterable().contains("code", "message", "details");
            assertThat(error.at("/details/0/code").asText()).startsWith("ERROR_CODE_");
        }
    },
    GRPC("gRPC", "", REST.good) {
        @Override
        void checkShape(JsonNode error) {
            REST.checkShape(error);
        }
    };

    private final String title;
    private final String path;
    private final String good;

    Front(String title, String path, String good) {
        this.title = title;
        this.path = path;
        this.good = good.replace('\'', '"');
    }

    /** Its path over HTTP; empty: it is not over HTTP. */
    String path() {
        return path;
    }

    /** A request with which nothing is wrong. */
    String good() {
        return good;
    }

    /** The same with these fields in place of its own. */
    String with(String fields) {
        ObjectNode request = (ObjectNode) Json.read(good);
        request.setAll((ObjectNode) Json.read('{' + fields.replace('\'', '"') + '}'));
        return request.toString();
    }

    /** The same without a field. */
    String without(String field) {
        return ((ObjectNode) Json.read(good)).without(field).toString();
    }

    /** Checks that an error has the shape of this family. */
    abstract void checkShape(JsonNode error);

    @Override
    public String toString() {
        return title;
    }
}
