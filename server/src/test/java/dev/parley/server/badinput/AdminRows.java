package dev.parley.server.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cases 90 to 96: what administrators change. */
final class AdminRows {
    private AdminRows() {}

    static List<CallRow> all() {
        List<CallRow> rows = new ArrayList<>();
        for (String query : List.of("page=%25%25%25%25", "page=99999999999")) {
            rows.add(CallRow.refused(
                    90,
                    '`' + query + '`',
                    Request.admin("GET", "accounts?" + query, ""),
                    400,
                    query.substring(0, query.indexOf('='))));
        }
        rows.add(new CallRow(
                90, "`page=0&page_size=1000000000`", "200, the first page of 100 (AD-09)", AdminRows::page));
        rows.add(CallRow.refused(
                91,
                "a configuration with one wrong field",
                Request.admin(
                        "POST",
                        "config",
                        "{'keys':['k-of-91'],'accounts':[{'email':'a@example.com','password':'p'},{'email':{}}]}"),
                400,
                "accounts"));
        rows.add(CallRow.refused(
                91,
                "settings with one wrong value",
                Request.operator("PUT", "config", "{'streaming.heartbeat':'7s','timeouts.idle':'-1s'}"),
                400,
                "timeouts.idle"));
        rows.add(CallRow.refused(
                93,
                "an import of 100,000 keys, the last but one wrong",
                Request.admin("POST", "import", many(100_000)),
                400,
                "keys"));
        rows.add(CallRow.refused(
                95,
                "a project of a strange host",
                Request.admin(
                        "POST",
                        "vercel/sync",
                        "{'vercel_token':'secret-of-vercel','project_id':'../../evil.example/x'}"),
                400,
                "project_id"));
        return rows;
    }

    private static void page(Bench bench, Protocol protocol) {
        Got got =
                Request.admin("GET", "accounts?page=0&page_size=1000000000", "").send(bench, protocol);
        assertThat(got.body()).contains("\"page\":1,\"page_size\":100,");
    }

    private static String many(int count) {
        return "{'keys':["
                + IntStream.range(0, count)
                        .mapToObj(i -> i == count - 2 ? "{}" : "'key-" + i + '\'')
                        .collect(Collectors.joining(","))
                + "]}";
    }
}
