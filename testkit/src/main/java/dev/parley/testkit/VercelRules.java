package dev.parley.testkit;

import java.util.List;
import java.util.Set;

/** What Vercel's REST API would refuse, checked on what a gateway sends to it. */
final class VercelRules {
    private static final Set<String> TYPES = Set.of("plain", "encrypted", "sensitive");
    private static final Set<String> TARGETS = Set.of("production", "preview", "development");

    private VercelRules() {}

    static void check(ReceivedRequest request) {
        require(request.header("authorization").startsWith("Bearer "), "there is no token");
        require(request.header("x-api-key").isEmpty(), "a caller's header was sent on");
        require(request.path().matches("[^?]*(\\?teamId=[\\w.-]+)?"), "the query of " + request.path());
        VercelCall call = VercelCall.of(request);
        if (request.body().isEmpty()) {
            require(call.isQuestion(), "a " + call + " without a body");
        } else {
            require(request.header("content-type").startsWith("application/json"), "the body is not declared as JSON");
            body(call, Node.parse(request.body()));
        }
    }

    private static void body(VercelCall call, Node body) {
        switch (call) {
            case CREATE -> {
                fields(body, Set.of("key", "value", "type", "target"));
                require(!body.text("key").isEmpty(), "a variable without a name");
                variable(body);
            }
            case UPDATE -> {
                fields(body, Set.of("value", "type", "target"));
                variable(body);
            }
            case DEPLOY -> {
                fields(body, Set.of("name", "project", "target", "gitSource"));
                require(!body.text("name").isEmpty(), "a deployment without a name");
                require(body.text("target").equals("production"), "a deployment to " + body.text("target"));
                fields(body.at("gitSource"), Set.of("type", "repoId", "ref"));
            }
            case LIST, PROJECT -> require(false, "a " + call + " with a body");
        }
    }

    private static void variable(Node body) {
        require(body.has("value"), "a variable without a value");
        require(TYPES.contains(body.text("type")), "a variable of type " + body.text("type"));
        List<String> targets =
                body.at("target").items().stream().map(Node::text).toList();
        require(!targets.isEmpty() && TARGETS.containsAll(targets), "a variable for " + targets);
    }

    private static void fields(Node body, Set<String> expected) {
        require(body.fields().equals(expected), "fields " + body.fields() + " instead of " + expected);
    }

    private static void require(boolean fine, String what) {
        if (!fine) {
            throw breach(what);
        }
    }

    static AssertionError breach(String what) {
        return new AssertionError("Vercel would refuse this: " + what);
    }
}
