package dev.parley.server.badinput;

import java.util.Map;
import java.util.function.Function;

/** What a caller shows to be let in. */
enum Pass {
    NONE("nothing", bench -> Map.of()),
    WRONG("a wrong key", bench -> bearer("wrong")),
    CALLER_KEY("a caller's key", bench -> bearer(Secrets.CALLER)),
    ADMIN_KEY("the admin key", bench -> bearer(Secrets.ADMIN)),
    ADMIN_TOKEN(
            "its token",
            bench -> bearer(token(Request.bare("POST", "/admin/login", "{'admin_key':'%s'}".formatted(Secrets.ADMIN))
                    .send(bench, Protocol.HTTP_1)))),
    READER_KEY("the read-only key", bench -> bearer(Secrets.READER)),
    OPERATOR_KEY("the management key", bench -> bearer(Secrets.OPERATOR)),
    OPERATOR_TOKEN("its token", bench -> bearer(bench.cookie().replaceFirst(".*?=", ""))),
    OPERATOR_COOKIE("its cookie", bench -> Map.of("cookie", bench.cookie())),
    OPERATOR_COOKIE_OF_OUR_PAGE(
            "its cookie, from our page", bench -> Map.of("cookie", bench.cookie(), "sec-fetch-site", "same-origin"));

    private final String title;
    private final Function<Bench, Map<String, String>> headers;

    Pass(String title, Function<Bench, Map<String, String>> headers) {
        this.title = title;
        this.headers = headers;
    }

    /** The headers that show it; logs in for that where it has to. */
    Map<String, String> headers(Bench bench) {
        return headers.apply(bench);
    }

    private static Map<String, String> bearer(String key) {
        return Map.of("authorization", "Bearer " + key);
    }

    private static String token(Got login) {
        return Json.read(login.body()).path("token").asText();
    }

    @Override
    public String toString() {
        return title;
    }
}
