package dev.parley.server.badinput;

import static dev.parley.server.badinput.Pass.ADMIN_KEY;
import static dev.parley.server.badinput.Pass.ADMIN_TOKEN;
import static dev.parley.server.badinput.Pass.CALLER_KEY;
import static dev.parley.server.badinput.Pass.OPERATOR_COOKIE;
import static dev.parley.server.badinput.Pass.OPERATOR_COOKIE_OF_OUR_PAGE;
import static dev.parley.server.badinput.Pass.OPERATOR_KEY;
import static dev.parley.server.badinput.Pass.OPERATOR_TOKEN;
import static dev.parley.server.badinput.Pass.READER_KEY;

import java.util.Set;
import java.util.regex.Pattern;

/** Who may use which routes and rpcs. Each must be behind one of them, and nothing is behind two. */
enum Door {
    CALLERS(
            "models: `/v1/…`, `/anthropic/…`, `/api/v1/…` and their services",
            "/(v1|anthropic|api/v1)/.*|parley\\.(chat|model|image|embedding|response)\\.v1\\..*",
            Set.of(CALLER_KEY),
            Set.of()),
    ADMINISTRATORS(
            "the admin API: `/admin/…`, AdminService",
            "/admin/(?!(login|verify)$).*|parley\\.admin\\.v1\\.(?!AdminService/(Login|Verify)$).*",
            Set.of(ADMIN_KEY, ADMIN_TOKEN),
            Set.of()),
    TOKEN_HOLDERS(
            "whether a token of the admin API is valid: `/admin/verify`, Verify",
            "/admin/verify|parley\\.admin\\.v1\\.AdminService/Verify",
            Set.of(ADMIN_TOKEN),
            Set.of()),
    READERS(
            "the management API, reading",
            "GET /routes/api/management/.*|parley\\.management\\.v1\\.\\w+/(Get|List).*",
            Set.of(OPERATOR_KEY, OPERATOR_TOKEN, READER_KEY, OPERATOR_COOKIE, OPERATOR_COOKIE_OF_OUR_PAGE),
            Set.of()),
    OPERATORS(
            "the management API, changing",
            "(POST|PUT|PATCH|DELETE) /routes/api/management/(?!log(in|out)$).*"
                    + "|parley\\.management\\.v1\\.\\w+/(?!Get|List|Login$|Logout$).*",
            Set.of(OPERATOR_KEY, OPERATOR_TOKEN, OPERATOR_COOKIE_OF_OUR_PAGE),
            Set.of(READER_KEY, OPERATOR_COOKIE)),
    EVERYBODY(
            "health, log-ins and log-outs; on loopback metrics and gRPC reflection",
            "/(healthz|readyz|metrics|admin/login|routes/api/management/log(in|out)|api/management/\\*)"
                    + "|parley\\.admin\\.v1\\.AdminService/Login|parley\\.management\\.v1\\.SessionService/Log(in|out)"
                    + "|grpc\\.(health|reflection)\\.v1\\..*",
            Set.of(Pass.values()),
            Set.of());

    private final String title;
    private final Pattern behind;
    private final Set<Pass> opens;
    private final Set<Pass> forbids;

    /** {@code behind}: paths, with their method where it counts, and full names of rpcs. */
    Door(String title, String behind, Set<Pass> opens, Set<Pass> forbids) {
        this.title = title;
        this.behind = Pattern.compile(behind);
        this.opens = opens;
        this.forbids = forbids;
    }

    /** Whether a route, or an rpc, is behind it. */
    boolean guards(Entry entry) {
        return behind.matcher(entry.path()).matches()
                || behind.matcher(entry.verb() + ' ' + entry.path()).matches();
    }

    /** What it says: 200 stands for being let in. */
    int answer(Pass pass) {
        if (opens.contains(pass)) {
            return 200;
        }
        return forbids.contains(pass) ? 403 : 401;
    }

    @Override
    public String toString() {
        return title;
    }
}
