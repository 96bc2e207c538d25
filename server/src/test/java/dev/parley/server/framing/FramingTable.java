package dev.parley.server.framing;

import java.util.List;
import java.util.stream.Collectors;

/** What came of all cases, as a part of the documentation. */
final class FramingTable {
    private FramingTable() {}

    static String of(List<HttpCase> http, List<FrameCase> frames, List<FrameCase> grpc) {
        return "| | request | HTTP/1.1 | HTTP/2 |\n| --- | --- | --- | --- |\n"
                + http.stream()
                        .map(one -> "| %s | %s | %s | %s |\n"
                                .formatted(one.number(), one.title(), one.outcome1(), one.outcome2()))
                        .collect(Collectors.joining())
                + table("HTTP/2 frames", frames)
                + table("gRPC call", grpc);
    }

    private static String table(String head, List<FrameCase> cases) {
        return "\n| " + head + " | |\n| --- | --- |\n"
                + cases.stream()
                        .map(one -> "| %s | %s |\n".formatted(one.title(), one.outcome()))
                        .collect(Collectors.joining());
    }
}
