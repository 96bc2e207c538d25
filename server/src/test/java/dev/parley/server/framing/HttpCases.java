package dev.parley.server.framing;

import static dev.parley.server.framing.Http1.BODY;
import static dev.parley.server.framing.Http1.CHAT;
import static dev.parley.server.framing.Http1.chat;
import static dev.parley.server.framing.Http1.endsAfter;
import static dev.parley.server.framing.Http1.good;
import static dev.parley.server.framing.Http1.request;
import static dev.parley.server.framing.Http1.sends;
import static dev.parley.server.framing.Http1.trickles;
import static dev.parley.server.frontend.connection.RawHttp2.DATA;
import static dev.parley.server.frontend.connection.RawHttp2.END_HEADERS;
import static dev.parley.server.frontend.connection.RawHttp2.HEADERS;

import dev.parley.server.frontend.connection.RawHttp2;
import java.util.List;
import java.util.stream.Stream;

/** The numbered cases of HTTP framing, with what comes of each. */
final class HttpCases {
    private static final String LENGTH = "Content-Length: " + BODY.length();
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String ORIGIN = "Origin: https://app.example";
    private static final int MUCH = 20_000;
    /** Of the gateway that is tested. */
    static final int BODY_MOST = 1 << 20;

    private HttpCases() {}

    static List<HttpCase> all() {
        return Stream.of(heads(), bodies(), slow(), requests())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HttpCase> heads() {
        return List.of(
                new HttpCase("1", "no Host", sends("GET /v1/models HTTP/1.1\r\nX: y\r\n\r\n"), "400, closed"),
                new HttpCase("1", "two Hosts", sends(chat(BODY, LENGTH, "Host: y")), "400, closed"),
                new HttpCase(
                        "2", "Transfer-Encoding and Content-Length", sends(chat(BODY, LENGTH, CHUNKED)), "400, closed"),
                new HttpCase("3", "two Content-Lengths", sends(chat(BODY, LENGTH, "Content-Length: 7")), "400, closed"),
                new HttpCase(
                        "4",
                        "negative Content-Length",
                        sends(chat(BODY, "Content-Length: -1")),
                        "400, closed",
                        Http2.chat(BODY, "content-length", "-1"),
                        Http2.ENDED),
                new HttpCase(
                        "5",
                        "Transfer-Encoding: xchunked",
                        sends(chat(BODY, "Transfer-Encoding: xchunked")),
                        "400, closed"),
                new HttpCase("6", "folded header", sends(chat(BODY, LENGTH, "X: a", " b")), "400, closed"),
                new HttpCase(
                        "7",
                        "NUL in a header",
                        sends(chat(BODY, LENGTH, "X: a\0b")),
                        "400, closed",
                        Http2.chat(BODY, "x", "a\0b"),
                        Http2.ENDED),
                new HttpCase("8", "space before the colon", sends(chat(BODY, LENGTH, "X : a")), "400, closed"),
                new HttpCase(
                        "9",
                        "20 KB of headers",
                        sends(chat(BODY, LENGTH, "X: " + "a".repeat(MUCH))),
                        "400, closed",
                        Http2.chat(BODY, "x", "a".repeat(MUCH)),
                        Http2.ENDED),
                new HttpCase(
                        "10",
                        "10,000 headers",
                        sends(chat(
                                BODY,
                                Stream.generate(() -> "X: a").limit(10_000).toArray(String[]::new))),
                        "400, closed"),
                new HttpCase(
                        "11",
                        "request line of 20 KB",
                        sends(request("GET", "/" + "a".repeat(MUCH), "")),
                        "414, closed"),
                new HttpCase("19", "HTTP/0.9", sends("GET /\r\n"), "closed"),
                new HttpCase("19", "HTTP/9.9", sends("GET / HTTP/9.9\r\nHost: x\r\n\r\n"), "closed"));
    }

    private static List<HttpCase> bodies() {
        return List.of(
                new HttpCase("12", "chunk size ZZ", sends(chat("ZZ\r\n{}\r\n0\r\n\r\n", CHUNKED)), "400, closed"),
                new HttpCase(
                        "13",
                        "chunk size 2^64-1",
                        sends(chat("FFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n", CHUNKED)),
                        "400, closed"),
                new HttpCase(
                        "14",
                        "body shorter than its length, then the end",
                        endsAfter(chat("{", LENGTH)),
                        "400, closed",
                        Http2.chat("{", "content-length", "100"),
                        "reset PROTOCOL"),
                new HttpCase(
                        "21",
                        "Expect: 100-continue with a size that is refused",
                        sends(chat("", "Content-Length: " + (BODY_MOST + 1), "Expect: 100-continue")),
                        "413, closed",
                        Http2.sends(caller -> caller.headers(
                                Http2.BAD,
                                END_HEADERS,
                                "POST",
                                CHAT,
                                Http2.with("content-length", "" + (BODY_MOST + 1), "expect", "100-continue"))),
                        "413"),
                new HttpCase(
                        "22",
                        "Content-Encoding: gzip",
                        sends(chat(BODY, LENGTH, "Content-Encoding: gzip")),
                        "415, closed",
                        Http2.chat(BODY, "content-encoding", "gzip"),
                        "415"),
                new HttpCase(
                        "23",
                        "Content-Type: text/xml",
                        sends(chat(BODY, LENGTH, "Content-Type: text/xml")),
                        "415, closed",
                        Http2.chat(BODY, "content-type", "text/xml"),
                        "415"));
    }

    private static List<HttpCase> slow() {
        return List.of(
                new HttpCase(
                        "14",
                        "body shorter than its length, then silence",
                        sends(chat("{", LENGTH)),
                        "408, closed",
                        Http2.sends(caller -> {
                            caller.headers(Http2.BAD, END_HEADERS, "POST", CHAT, Http2.with());
                            caller.frame(DATA, 0, Http2.BAD, Http1.bytes("{"));
                        }),
                        "408"),
                new HttpCase(
                        "15",
                        "half a head, then silence",
                        sends("POST " + CHAT + " HTTP/1.1\r\nHost: x\r\nAuthor"),
                        "408, closed",
                        Http2.sends(caller -> {
                            caller.frame(HEADERS, 0, Http2.BAD, RawHttp2.block("GET", "/", Http2.with()));
                            caller.beSilent();
                        }),
                        Http2.ENDED),
                new HttpCase(
                        "16",
                        "head of 1 byte at a time",
                        trickles("", good()),
                        "408, closed",
                        port -> slowFrame(port),
                        Http2.ENDED),
                new HttpCase(
                        "17",
                        "body of 1 byte at a time",
                        trickles(chat("", LENGTH), BODY),
                        "408, closed",
                        Http2.sends(caller -> {
                            caller.headers(Http2.BAD, END_HEADERS, "POST", CHAT, Http2.with());
                            Slowly.send(BODY, one -> caller.frame(DATA, 0, Http2.BAD, one));
                        }),
                        "408"),
                new HttpCase(
                        "18",
                        "TLS hello",
                        sends("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003"),
                        "408, closed"),
                new HttpCase("", "nothing at all", sends(""), "closed"),
                new HttpCase(
                        "—",
                        "nothing for long after an answer",
                        port -> {
                            try (RawHttp1 caller = new RawHttp1(port)) {
                                caller.send(good()).answer();
                                return caller.isClosed() ? "closed" : "open";
                            }
                        },
                        "closed",
                        port -> {
                            try (RawHttp2 caller = new RawHttp2(port)) {
                                Http2.good(caller, Http2.BAD);
                                caller.answer(Http2.BAD);
                                return Http2.end(caller.answer(Http2.NEXT));
                            }
                        },
                        Http2.ENDED));
    }

    private static String slowFrame(int port) throws Exception {
        try (RawHttp2 caller = new RawHttp2(port)) {
            byte[] block = RawHttp2.block("GET", "/", Http2.with());
            return Http2.end(caller, connection -> {
                connection.send(new byte[] {0, 0, (byte) block.length, HEADERS, END_HEADERS, 0, 0, 0});
                Slowly.send(
                        "\u0001" + new String(block, java.nio.charset.StandardCharsets.ISO_8859_1), connection::send);
            });
        }
    }

    private static List<HttpCase> requests() {
        return List.of(
                new HttpCase("20", "100 pipelined requests", HttpCases::pipelined, "100 answers in order"),
                both("24", "Accept: text/html", "GET", "/v1/models/nope", "404", "Accept: text/html"),
                both("25", "path /../", "GET", "/v1/../etc/passwd", "404"),
                both("25", "path with %2e%2e", "GET", "/v1/%2e%2e/etc", "404"),
                both("25", "path with %00", "GET", "/v1/%00", "404"),
                both("25", "path //", "GET", "//", "404"),
                new HttpCase(
                        "25",
                        "path with %zz",
                        sends(request("GET", "/v1/%zz", "")),
                        "400, closed",
                        Http2.asks("GET", "/v1/%zz"),
                        "400"),
                new HttpCase(
                        "25",
                        "no path",
                        sends("GET HTTP/1.1\r\nHost: x\r\n\r\n"),
                        "400, closed",
                        Http2.asks("GET", ""),
                        Http2.ENDED),
                both("26", "method that the path has not", "DELETE", CHAT, "405, Allow: POST"),
                both("26", "unknown method", "BREW", CHAT, "405, Allow: POST"),
                both(
                        "27",
                        "preflight of an allowed origin",
                        "OPTIONS",
                        CHAT,
                        "204, allowed",
                        ORIGIN,
                        "Access-Control-Request-Method: POST"),
                both(
                        "27",
                        "preflight of another origin",
                        "OPTIONS",
                        CHAT,
                        "204",
                        "Origin: https://evil.example",
                        "Access-Control-Request-Method: POST"));
    }

    /** A request without a body that is the same over both. */
    private static HttpCase both(
            String number, String title, String method, String path, String outcome, String... lines) {
        String[] pairs = Stream.of(lines)
                .flatMap(line -> Stream.of(
                        line.substring(0, line.indexOf(':')).toLowerCase(java.util.Locale.ROOT),
                        line.substring(line.indexOf(':') + 2)))
                .toArray(String[]::new);
        return new HttpCase(
                number,
                title,
                sends(request(method, path, "", lines)),
                outcome,
                Http2.asks(method, path, pairs),
                outcome);
    }

    private static String pipelined(int port) throws Exception {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            String body = BODY.replace("still here", "number " + i);
            all.append(chat(body, "Content-Type: application/json", "Content-Length: " + body.length()));
        }
        try (RawHttp1 caller = new RawHttp1(port)) {
            caller.send(all.toString());
            for (int i = 0; i < 100; i++) {
                RawHttp1.Answer answer = caller.answer();
                if (answer == null || answer.status() != 200 || !answer.body().contains("\"number " + i + '"')) {
                    return i + " answers, then " + answer;
                }
            }
            return "100 answers in order";
        }
    }
}
