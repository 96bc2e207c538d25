package dev.parley.server.publish.vercel;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.ChatException;
import dev.parley.server.publish.DeploymentTarget.Project;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webclient.api.HttpClientRequest;
import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** One exchange with Vercel. No redirect is followed: the token is for this host alone (SEC-02). Thread-safe. */
final class VercelApi implements AutoCloseable {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    private static final Duration READ_WITHIN = Duration.ofSeconds(30);
    private static final int BODY_MOST = 8 << 20;

    private final String base;
    private final WebClient client = WebClient.builder()
            .connectTimeout(CONNECT_WITHIN)
            .readTimeout(READ_WITHIN)
            .followRedirects(false)
            .sendExpectContinue(false)
            .keepAlive(false)
            .build();

    VercelApi(URI base) {
        this.base = base.toString().replaceFirst("/$", "");
    }

    /** The body of the answer. */
    byte[] get(Project project, String path) {
        return exchange(project, "GET", path, new byte[0]);
    }

    /** The body of the answer to this JSON. */
    byte[] send(Project project, String method, String path, byte[] json) {
        return exchange(project, method, path, json);
    }

    @Override
    public void close() {
        client.closeResource();
    }

    private byte[] exchange(Project project, String method, String path, byte[] json) {
        HttpClientRequest request = client.method(Method.create(method))
                .uri(base + path)
                .header(HeaderNames.AUTHORIZATION, "Bearer " + project.token().reveal())
                .header(HeaderNames.ACCEPT, "application/json");
        if (!project.team().isEmpty()) {
            request.queryParam("teamId", project.team());
        }
        if (json.length > 0) {
            request.header(HeaderNames.CONTENT_TYPE, "application/json");
        }
        try (HttpClientResponse response = json.length > 0 ? request.submit(json) : request.request()) {
            byte[] body = response.inputStream().readNBytes(BODY_MOST);
            int status = response.status().code();
            if (status / 100 != 2) {
                throw VercelFailures.refused(status, body, project);
            }
            return body;
        } catch (ChatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw VercelFailures.of(ErrorCode.ERROR_CODE_UPSTREAM_FAILED, 0, "", "did not answer.", e);
        }
    }
}
