package dev.parley.server.badinput;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.management.credentials.Zip;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Cases 41 to 55: what operators upload, and what they call it. */
final class FileRows {
    private static final String CREDENTIALS = "credentials";
    private static final String ANN = "{'type':'api_key','api_key':'secret-of-ann'}";
    private static final String EDGE = "----edge";

    private FileRows() {}

    static List<CallRow> all() {
        List<CallRow> rows = new ArrayList<>();
        id(rows, 41, "..%2f..%2fetc%2fpasswd");
        for (String odd : List.of("../../etc/passwd", "../ann.json", "a/b.json", "a\\\\b.json")) {
            name(rows, 41, odd);
        }
        id(rows, 42, "%2e%2e%2fann");
        id(rows, 42, "%252e%252e%252fann");
        for (String odd : List.of("CON", "a.json.", "a:b")) {
            id(rows, 43, odd);
            name(rows, 43, odd);
        }
        for (String odd : List.of("ann.txt", ".json", "..json")) {
            name(rows, 43, odd);
        }
        rows.add(CallRow.refused(
                43, "an id of 4 KB", Request.operator("GET", CREDENTIALS + '/' + "a".repeat(4096), ""), 404, ""));
        rows.add(CallRow.refused(43, "a name of 4 KB", upload("a".repeat(4096) + ".json", ANN), 400, "filename"));
        for (String odd : List.of("änn.json", "a\\u0308nn.json", "\\u202eann.json", "\\u0430nn.json")) {
            name(rows, 44, odd);
        }
        id(rows, 45, "a%0d%0ab");
        name(rows, 45, "ann.json\\r\\nx: y.json");
        name(rows, 45, "ann.json\\u0000.json");
        zip(rows, 47, "an entry that leads out", zip -> zip.add("../ann.json", ANN), "..");
        bomb(rows);
        zip(rows, 49, "a million entries, it says", zip -> zip.count(0xffff).add("a.json", ANN), "1000");
        rows.add(new CallRow(50, "ten archives in each other", "200, none opened", FileRows::nested));
        zip(
                rows,
                51,
                "two entries of one name",
                zip -> {
                    zip.add("ann.json", ANN);
                    zip.add("ann.json", ANN);
                },
                "twice");
        zip(rows, 52, "an encrypted entry", zip -> zip.add("ann.json", ANN).flags = 1, "encrypted");
        rows.add(CallRow.refused(52, "no archive", archive("PK, or so".getBytes(UTF_8)), 422, "no zip archive"));
        rows.add(CallRow.refused(
                52, "an archive that breaks off", archive(new byte[] {'P', 'K', 3, 4}), 422, "no zip archive"));
        shape(rows, "{'type':'oauth'}", "credentials.refresh_token");
        shape(rows, "{'type':'magic','api_key':'secret-of-ann'}", "credentials.type");
        shape(rows, "{'id':'a b','api_key':'secret-of-ann'}", "credentials.id");
        rows.add(CallRow.refused(54, "a credential of 100 MB", large(), 413, "request_too_large"));
        rows.add(new CallRow(55, "the same credential twice", "200, one kept", FileRows::twice));
        return rows;
    }

    private static void id(List<CallRow> rows, int number, String id) {
        String path = CREDENTIALS + '/' + id;
        List<Request> requests = List.of(
                Request.operator("GET", path, ""),
                Request.operator("DELETE", path, ""),
                Request.operator("POST", path + "/disable", ""));
        rows.add(new CallRow(
                number,
                "the id `" + id + '`',
                "404",
                (bench, protocol) -> requests.forEach(
                        request -> request.send(bench, protocol).checkRefused(404, "credential_not_found"))));
    }

    private static void name(List<CallRow> rows, int number, String name) {
        rows.add(CallRow.refused(number, "the file name `" + name + '`', upload(name, ANN), 400, "filename"));
    }

    private static void shape(List<CallRow> rows, String credential, String field) {
        Request upload = Request.operator("POST", CREDENTIALS, "{'credentials':%s}".formatted(credential));
        rows.add(CallRow.refused(53, "a credential with a wrong `" + field.substring(12) + '`', upload, 422, field));
    }

    private static void zip(List<CallRow> rows, int number, String what, Consumer<Zip> make, String word) {
        Zip zip = new Zip();
        make.accept(zip);
        rows.add(CallRow.refused(number, what, archive(zip.bytes()), 422, word));
    }

    private static void bomb(List<CallRow> rows) {
        byte[] packed = Zip.deflate(new byte[43 << 20]);
        zip(
                rows,
                48,
                "43 KB that say they are 4 GB",
                zip -> zip.add("a.json", packed, false).size = 0xffffffffL,
                "4294967295");
    }

    private static void nested(Bench bench, Protocol protocol) {
        byte[] inner = new byte[0];
        for (int i = 0; i < 10; i++) {
            Zip zip = new Zip();
            zip.add("inner.json", inner, true);
            inner = zip.bytes();
        }
        Got got = archive(inner).send(bench, protocol);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.body()).contains("\"files\":1", "not one JSON object");
    }

    private static void twice(Bench bench, Protocol protocol) {
        String name = protocol.name().toLowerCase(Locale.ROOT) + ".json";
        for (int i = 0; i < 2; i++) {
            assertThat(upload(name, "{'api_key':'secret-of-%s'}".formatted(name))
                            .send(bench, protocol)
                            .status())
                    .isEqualTo(200);
        }
        Got got = Request.operator("GET", "credentials?view=names", "").send(bench, protocol);
        assertThat(got.body().split(name, -1)).hasSize(2);
        Request.operator("DELETE", "credentials/" + name.replace(".json", ""), "")
                .send(bench, protocol);
    }

    private static Request upload(String name, String credential) {
        return Request.operator("POST", CREDENTIALS, "{'filename':'%s','credentials':%s}".formatted(name, credential));
    }

    private static Request large() {
        return upload("ann.json", ANN).body(() -> new byte[100 << 20]);
    }

    private static Request archive(byte[] bytes) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--" + EDGE + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\n\r\n")
                .getBytes(UTF_8));
        form.writeBytes(bytes);
        form.writeBytes(("\r\n--" + EDGE + "--\r\n").getBytes(UTF_8));
        return Request.operator("POST", "credentials/validate-zip", "")
                .header("content-type", "multipart/form-data; boundary=" + EDGE)
                .body(form::toByteArray);
    }
}
