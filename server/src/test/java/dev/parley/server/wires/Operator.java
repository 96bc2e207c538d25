package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.parley.management.v1.Credential;
import dev.parley.management.v1.CredentialDetail;
import dev.parley.management.v1.ListCredentialsResponse;
import dev.parley.server.Gateway;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Who manages the credentials of a gateway, over REST. */
final class Operator {
    static final String KEY = "key-of-the-operator";
    static final String CREDENTIALS = "/routes/api/management/credentials";
    private static final String[] BEARER = {"authorization", "Bearer " + KEY};

    private final Gateway gateway;

    Operator(Gateway gateway) {
        this.gateway = gateway;
    }

    /** A gateway with a provider of type gemini, whose store is in this folder. */
    static Gateway gateway(String host, Path folder, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "DATA_DIR",
                folder.toString(),
                "ACCESS_API_KEYS",
                Http.KEY,
                "ACCESS_MANAGEMENT_KEY",
                KEY,
                "PROVIDERS_G_TYPE",
                "gemini",
                "PROVIDERS_G_BASE_URL",
                host,
                "PROVIDERS_G_OPTIONS_TOKEN_HOSTS",
                "127.0.0.1"));
        all.addAll(Arrays.asList(settings));
        return Gateway.start(all.toArray(String[]::new));
    }

    HttpResponse<String> get(String path) throws Exception {
        return Http.get(gateway, CREDENTIALS + path, BEARER);
    }

    HttpResponse<String> post(String path, String json) throws Exception {
        return Http.post(gateway, CREDENTIALS + path, json.replace('\'', '"'), BEARER);
    }

    HttpResponse<String> delete(String id) throws Exception {
        return Http.send(gateway, "DELETE", CREDENTIALS + '/' + id, BEARER);
    }

    /** Uploads a credential, which must be taken. */
    void upload(String filename, String json) throws Exception {
        HttpResponse<String> answer = post("", "{'filename':'%s','credentials':%s}".formatted(filename, json));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Does something to a credential, which must be done. */
    String done(String path) throws Exception {
        HttpResponse<String> answer = post(path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    List<Credential> list() throws Exception {
        return read(get(""), ListCredentialsResponse.newBuilder()).getCredentialsList();
    }

    Credential one(String id) throws Exception {
        return read(get('/' + id), CredentialDetail.newBuilder()).getCredential();
    }

    /** How a chat with a Gemini model ends. */
    int chat() throws Exception {
        return Http.post(gateway, "/v1/chat/completions", Http.chat("g/gemini-2.5-flash", false))
                .statusCode();
    }

    /** The message of an answer that must be a success. */
    static <T extends Message.Builder> T read(HttpResponse<String> answer, T into) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonFormat.parser().merge(answer.body(), into);
        return into;
    }
}
