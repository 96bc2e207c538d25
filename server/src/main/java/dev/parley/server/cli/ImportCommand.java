package dev.parley.server.cli;

import dev.parley.admin.v1.ClaudeMapping;
import dev.parley.admin.v1.ImportRequest;
import dev.parley.admin.v1.NewAccount;
import dev.parley.client.ParleyClient;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.ConfigJson;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code parley import}: adds what a file holds. */
@Command(name = "import", description = "Adds the keys and accounts of a file that a running Parley does not have yet.")
final class ImportCommand implements Runnable {
    private final Map<String, String> environment;
    private final Input input;

    @Mixin
    private final AdminOptions options = new AdminOptions();

    @Mixin
    private final AnswerOptions answer = new AnswerOptions();

    @Parameters(
            arity = "1",
            paramLabel = "FILE",
            description = "A config.json or an exported file; - for standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private String file;

    ImportCommand(Map<String, String> environment, Input input) {
        this.environment = environment;
        this.input = input;
    }

    @Override
    public void run() {
        ImportRequest request = request(read());
        try (ParleyClient client = options.client(environment)) {
            answer.show(
                    client.admin().import_(request),
                    added -> answer.out()
                            .printf(
                                    "Imported %d keys and %d accounts.%n",
                                    added.getImportedKeys(), added.getImportedAccounts()));
        }
    }

    private ManagedConfig read() {
        try {
            return ConfigJson.read(file.equals("-") ? input.all() : Files.readAllBytes(Path.of(file)));
        } catch (IOException e) {
            throw new MistakeException(
                    "%s cannot be read (expected: a file as 'parley export' writes it).".formatted(file));
        } catch (ChatException e) {
            throw new MistakeException(file + ": " + e.getMessage());
        }
    }

    private static ImportRequest request(ManagedConfig config) {
        ImportRequest.Builder request = ImportRequest.newBuilder();
        config.keys().forEach(key -> request.addKeys(key.reveal()));
        config.accounts().forEach(account -> request.addAccounts(account(account)));
        return request.setClaudeMapping(ClaudeMapping.newBuilder()
                        .setFast(config.mapping().fast())
                        .setSlow(config.mapping().slow()))
                .build();
    }

    private static NewAccount account(ManagedAccount account) {
        return NewAccount.newBuilder()
                .setEmail(account.email())
                .setMobile(account.mobile())
                .setPassword(account.password().reveal())
                .setToken(account.token().reveal())
                .build();
    }
}
