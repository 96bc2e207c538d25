package dev.parley.testkit;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The calls of Vercel's REST API that {@link FakeVercel} knows. */
public enum VercelCall {
    LIST("GET", "/v9/projects/[^/]+/env"),
    UPDATE("PATCH", "/v9/projects/[^/]+/env/[^/]+"),
    CREATE("POST", "/v10/projects/[^/]+/env"),
    PROJECT("GET", "/v9/projects/[^/]+"),
    DEPLOY("POST", "/v13/deployments");

    private final String method;
    private final Pattern path;

    VercelCall(String method, String path) {
        this.method = method;
        this.path = Pattern.compile(path);
    }

    static VercelCall of(ReceivedRequest request) {
        String path = request.path().replaceFirst("\\?.*", "");
        return Arrays.stream(values())
                .filter(call -> call.method.equals(request.method())
                        && call.path.matcher(path).matches())
                .findFirst()
                .orElseThrow(() -> VercelRules.breach("unknown call " + request.method() + ' ' + path));
    }

    /** Whether it has no body. */
    boolean isQuestion() {
        return method.equals("GET");
    }
}
