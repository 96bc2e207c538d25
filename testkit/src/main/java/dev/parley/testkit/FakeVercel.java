package dev.parley.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Vercel's REST API with one project, which belongs to a team or to the token's own account. It remembers the project's
 * variables, and what it was told to deploy.
 */
public final class FakeVercel implements AutoCloseable {
    /** The one project. */
    public static final String PROJECT = "prj_fake";

    /** A variable of the project. */
    public record Variable(String value, String type, List<String> targets) {}

    private final FakeUpstream upstream = FakeUpstream.vercel(this::answer);
    private final String token;
    private final String team;
    private final Map<String, Variable> variables = new LinkedHashMap<>();
    private final Map<VercelCall, Integer> failures = new ConcurrentHashMap<>();
    private volatile @Nullable String link = "{\"type\":\"github\",\"repoId\":4711,\"productionBranch\":\"trunk\"}";

    /** One that knows this token; {@code team} is empty if the project belongs to the token's own account. */
    public FakeVercel(String token, String team) {
        this.token = token;
        this.team = team;
    }

    /**
     * Runs one on a free port until the process ends, and says in one line when it is ready.
     *
     * @param arguments the token it knows
     */
    public static void main(String... arguments) throws InterruptedException {
        try (FakeVercel vercel = new FakeVercel(arguments[0], "")) {
            System.out.println("fake Vercel at " + vercel.url());
            new CountDownLatch(1).await();
        }
    }

    /** Where it is: the setting admin.vercel.base-url. */
    public String url() {
        return upstream.origin();
    }

    /** The project has such a variable already. */
    public synchronized FakeVercel with(String name, String value) {
        variables.put(name, new Variable(value, "plain", List.of("production")));
        return this;
    }

    /** A call fails with this status from now on, and with an answer that repeats the token. */
    public FakeVercel fail(VercelCall call, int status) {
        failures.put(call, status);
        return this;
    }

    /** The project's repository, as JSON; null: it has none. */
    public FakeVercel link(@Nullable String json) {
        link = json;
        return this;
    }

    /** The project's variables by name. */
    public synchronized Map<String, Variable> variables() {
        return new LinkedHashMap<>(variables);
    }

    /** What was asked so far; fails if any of it was not what the API takes. */
    public List<ReceivedRequest> requests() {
        return upstream.requests();
    }

    /** The same without queries and bodies. */
    public List<String> asked() {
        return requests().stream()
                .map(request -> request.method() + ' ' + request.path().replaceFirst("\\?.*", ""))
                .toList();
    }

    private Reply answer(ReceivedRequest request) {
        VercelCall call = VercelCall.of(request);
        Integer failure = failures.get(call);
        if (failure != null) {
            return error(failure, "no such luck, " + request.header("authorization"));
        }
        if (!request.key().equals(token) || !request.path().endsWith(team.isEmpty() ? "" : "?teamId=" + team)) {
            return error(403, "Not authorized");
        }
        if (call != VercelCall.DEPLOY && !request.path().matches(".*/projects/" + PROJECT + "([/?].*)?")) {
            return error(404, "Project not found");
        }
        Node body = request.body().isEmpty() ? new Node("", null) : Node.parse(request.body());
        return switch (call) {
            case LIST -> list();
            case UPDATE -> set(request.path().replaceFirst(".*/env/env_([^?]*).*", "$1"), body, 200, "{}");
            case CREATE -> set(body.text("key"), body, 201, "{\"created\":{},\"failed\":[]}");
            case PROJECT -> Reply.json(200, "{\"id\":\"%s\",\"name\":\"fake\",\"link\":%s}".formatted(PROJECT, link));
            case DEPLOY -> Reply.json(200, "{\"id\":\"dpl_fake\",\"url\":\"fake-1.vercel.app\"}");
        };
    }

    private synchronized Reply list() {
        return Reply.json(
                200,
                variables.keySet().stream()
                        .map(name ->
                                "{\"id\":\"env_%s\",\"key\":\"%s\",\"target\":[\"production\"]}".formatted(name, name))
                        .collect(Collectors.joining(",", "{\"envs\":[", "]}")));
    }

    private synchronized Reply set(String name, Node body, int status, String answer) {
        List<String> targets =
                body.at("target").items().stream().map(Node::text).toList();
        variables.put(name, new Variable(body.text("value"), body.text("type"), targets));
        return Reply.json(status, answer);
    }

    private static Reply error(int status, String message) {
        return Reply.json(
                status, "{\"error\":{\"code\":\"fake_%d\",\"message\":%s}}".formatted(status, Json.quote(message)));
    }

    @Override
    public void close() {
        upstream.close();
    }
}
