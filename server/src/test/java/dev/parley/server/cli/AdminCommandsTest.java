package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.parley.admin.v1.AccountTest;
import dev.parley.admin.v1.AddAccountRequest;
import dev.parley.admin.v1.AddKeyRequest;
import dev.parley.admin.v1.ClaudeMapping;
import dev.parley.admin.v1.DeleteKeyRequest;
import dev.parley.admin.v1.ImportRequest;
import dev.parley.admin.v1.NewAccount;
import dev.parley.admin.v1.TestAccountRequest;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("parley accounts, keys, import, export against a server that remembers what it was asked")
@Timeout(60)
class AdminCommandsTest {
    private static final String[] TEST_ALL = {"accounts", "test-all"};

    @TempDir
    Path folder;

    @Test
    void listsAllPagesOfAccounts() throws Exception {
        var many = Stream.iterate(1, i -> i + 1).limit(201).map(i -> AdminServer.works("user-%03d".formatted(i)));
        try (AdminServer server = new AdminServer(many.toArray(AccountTest[]::new))) {
            Cli list = server.shell().run("accounts", "list");

            assertThat(list.code()).isZero();
            assertThat(list.out().lines()).hasSize(202).startsWith("ACCOUNT   MOBILE  PASSWORD  TOKEN");
            assertThat(list.out().lines()).element(201).isEqualTo("user-201  -       yes       -");
        }
    }

    @Test
    void listsKeysInColumns_andAsJson() throws Exception {
        try (AdminServer server = new AdminServer()) {
            assertThat(server.shell().run("keys", "list").out()).isEqualToNormalizingNewlines("""
                    ID     KEY      CALLS  FAILED  TOKENS IN  TOKENS OUT
                    key-1  sec…ann  7      0       1234567    0
                    """);
            assertThat(server.shell().run("keys", "list", "--json").out().strip())
                    .isEqualTo("{\"keys\":[{\"id\":\"key-1\",\"preview\":\"sec…ann\",\"calls\":7,\"failed\":0,"
                            + "\"input_tokens\":1234567,\"output_tokens\":0}]}");
        }
    }

    static Stream<Arguments> readings() {
        return Stream.of(
                Arguments.of(
                        "keys add --key-stdin",
                        "secret-of-ann\n",
                        AddKeyRequest.newBuilder().setKey("secret-of-ann").build(),
                        "Added. Keys: 3"),
                Arguments.of(
                        "keys delete key/1",
                        "",
                        DeleteKeyRequest.newBuilder().setKey("key/1").build(),
                        "Deleted. Keys: 2"),
                Arguments.of(
                        "accounts add --email a@example.com --password-stdin",
                        "pässword\r\n",
                        AddAccountRequest.newBuilder()
                                .setEmail("a@example.com")
                                .setPassword("pässword")
                                .build(),
                        "Added. Accounts: 6"),
                Arguments.of(
                        "accounts add --mobile 0170 --password-stdin --token-stdin",
                        "p\nt\n",
                        AddAccountRequest.newBuilder()
                                .setMobile("0170")
                                .setPassword("p")
                                .setToken("t")
                                .build(),
                        "Added. Accounts: 6"));
    }

    @ParameterizedTest
    @MethodSource("readings")
    @DisplayName("Secrets come from standard input, never from arguments")
    void sendsWhatItRead(String command, String typed, Message sent, String said) throws Exception {
        try (AdminServer server = new AdminServer()) {
            Cli done = server.shell().typing(typed).run(command.split(" "));

            assertThat(done.err()).isEmpty();
            assertThat(done.code()).isZero();
            assertThat(done.out().strip()).isEqualTo(said);
            assertThat(server.asked).containsExactly(sent);
        }
    }

    @Test
    @DisplayName("Exit code 1 when an account does not work")
    void testsOneAccount() throws Exception {
        try (AdminServer works = new AdminServer(AdminServer.works("a"));
                AdminServer fails = new AdminServer(AdminServer.fails("a"))) {
            Cli good = works.shell().run("accounts", "test", "a", "--message", "hi", "--model", "m");
            Cli bad = fails.shell().run("accounts", "test", "a");

            assertThat(good.out().strip()).isEqualTo("ok      a  12 ms  fine");
            assertThat(good.code()).isZero();
            assertThat(works.asked)
                    .containsExactly(TestAccountRequest.newBuilder()
                            .setIdentifier("a")
                            .setMessage("hi")
                            .setModel("m")
                            .build());
            assertThat(bad.out().strip()).isEqualTo("FAILED  a  0 ms  wrong password");
            assertThat(bad.code()).isEqualTo(1);
        }
    }

    @Test
    void testsAllAccounts_inPlainLines() throws Exception {
        try (AdminServer server = new AdminServer(AdminServer.works("a"), AdminServer.fails("b"))) {
            Cli tested = server.shell().run(TEST_ALL);

            assertThat(tested.code()).isEqualTo(1);
            assertThat(tested.err()).isEmpty();
            assertThat(tested.out()).isEqualToNormalizingNewlines("""
                    ok      a  12 ms  fine
                    FAILED  b  0 ms  wrong password
                    1 of 2 accounts work.
                    """);
        }
    }

    @Test
    @DisplayName("Exports belong to their owner alone, and replace nothing unasked")
    void exportsIntoAPrivateFile() throws Exception {
        Path file = folder.resolve("out.json");
        try (AdminServer server = new AdminServer()) {
            assertThat(server.shell().run("export", file.toString())).satisfies(first -> {
                assertThat(first.code()).isZero();
                assertThat(first.out()).doesNotContain("secret-of-ann");
            });
            assertThat(file).hasContent(AdminServer.EXPORT);
            Files.writeString(file, "mine");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

            Cli again = server.shell().run("export", file.toString());
            assertThat(again.code()).isEqualTo(2);
            assertThat(again.err()).contains("is there already", "--force");
            assertThat(file).hasContent("mine");

            assertThat(server.shell().run("export", "--force", file.toString()).code())
                    .isZero();
            assertThat(file).hasContent(AdminServer.EXPORT);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(server.shell().run("export", "-").out().strip()).isEqualTo(AdminServer.EXPORT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "-"})
    @DisplayName("CF-03: a config.json with the legacy name of its mapping and fields of others")
    void importsConfigurations(String from) throws Exception {
        String json = """
                {"keys": ["secret-of-ann"], "accounts": [{"email": "a@b", "password": "p"}, {"token": "t"}],
                "claude_model_mapping": {"fast": "f", "slow": "s"}, "_vercel_sync_time": 1, "theirs": {}}""";
        Path file = Files.writeString(folder.resolve("config.json"), json);
        try (AdminServer server = new AdminServer()) {
            Cli done = server.shell().typing(json).run("import", from.equals("-") ? from : file.toString());

            assertThat(done.err()).isEmpty();
            assertThat(done.out().strip()).isEqualTo("Imported 1 keys and 2 accounts.");
            assertThat(server.asked)
                    .containsExactly(ImportRequest.newBuilder()
                            .addKeys("secret-of-ann")
                            .addAccounts(NewAccount.newBuilder().setEmail("a@b").setPassword("p"))
                            .addAccounts(NewAccount.newBuilder().setToken("t"))
                            .setClaudeMapping(
                                    ClaudeMapping.newBuilder().setFast("f").setSlow("s"))
                            .build());
        }
    }

    @Test
    @DisplayName("SEC-01: the place of a mistake is told, and nothing of what stands there")
    void tellsWhereAFileIsMalformed() throws Exception {
        Path file = Files.writeString(folder.resolve("config.json"), "{\"keys\":\n [{\"secret-of-ann\": 1}]}");
        Cli mistake = Cli.shell().with("PARLEY_ADMIN_KEY", "k").run("import", file.toString());

        assertThat(mistake.code()).isEqualTo(2);
        assertThat(mistake.err()).startsWith(file + ": keys[0] at line 2").doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        keys add                              | Key: nobody to ask (expected: --key-stdin).
        keys add --key-stdin                  | Standard input: nothing (expected: a line with the key).
        accounts add --email a                | Password: nobody to ask (expected: --password-stdin or --token-stdin).
        accounts add                          | Token: nobody to ask (expected: --token-stdin, or --email or --mobile with --password-stdin).
        accounts delete b                     | The call failed with NOT_FOUND: No account "b".
        accounts                              | Say what to do with the accounts: add, delete, list, test, test-all (expected: see 'parley accounts --help' or 'parley help').
        keys list --admin-key wrong           | The call failed with UNAUTHENTICATED: Wrong admin key.
        keys list --url 127.0.0.1             | URL: "127.0.0.1" (expected: such as http://127.0.0.1:8080).
        import missing.json                   | missing.json cannot be read (expected: a file as 'parley export' writes it).
        export no/such/folder.json            | no/such/folder.json cannot be written (expected: a folder that is there).
        """)
    @DisplayName("Every mistake is one sentence that says what to do, and exit code 2")
    void saysWhatToDo(String command, String sentence) throws Exception {
        try (AdminServer server = new AdminServer()) {
            Cli mistake = server.shell().run(command.split(" "));

            assertThat(mistake.err().strip()).isEqualTo(sentence);
            assertThat(mistake.out()).isEmpty();
            assertThat(mistake.code()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void saysThatTheKeyIsMissing(String key) {
        Cli mistake = Cli.shell().with("PARLEY_ADMIN_KEY", key).run("keys", "list");

        assertThat(mistake.err().strip())
                .isEqualTo("No admin key (expected: the gateway's access.admin-key in PARLEY_ADMIN_KEY).");
        assertThat(mistake.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--grpc", "--rest"})
    void saysThatNobodyAnswers(String wire) throws Exception {
        Cli.Shell shell = Cli.shell().with("PARLEY_URL", "http://127.0.0.1:" + closedPort());
        Cli mistake = shell.with("PARLEY_ADMIN_KEY", "k").run("keys", "list", wire);

        assertThat(mistake.err()).startsWith("No Parley answers there (expected: ");
        assertThat(mistake.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "help accounts", "accounts --help", "accounts add --help", "serve --help"})
    void showsHowItIsUsed(String command) {
        Cli help = Cli.shell().run(command.split(" "));

        assertThat(help.out()).contains("Usage: parley");
        assertThat(help.err()).isEmpty();
        assertThat(help.code()).isZero();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
