package dev.parley.server.cli;

import dev.parley.admin.v1.AddKeyRequest;
import dev.parley.admin.v1.CallerKey;
import dev.parley.admin.v1.DeleteKeyRequest;
import dev.parley.admin.v1.KeysChanged;
import dev.parley.admin.v1.ListKeysRequest;
import dev.parley.admin.v1.ListKeysResponse;
import dev.parley.client.ParleyClient;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code parley keys}: the caller keys of a running Parley. */
@Command(name = "keys", description = "Lists, adds and deletes the caller keys of a running Parley.")
final class KeysCommand extends Group {
    private final Map<String, String> environment;
    private final Input input;

    KeysCommand(Map<String, String> environment, Input input) {
        this.environment = environment;
        this.input = input;
    }

    @Command(name = "list", description = "Lists them, with what each has been used for.")
    void list(@Mixin AdminOptions options, @Mixin AnswerOptions answer) {
        try (ParleyClient client = options.client(environment)) {
            answer.show(client.admin().listKeys(ListKeysRequest.getDefaultInstance()), keys -> print(keys, answer));
        }
    }

    @Command(name = "add", description = "Adds one, which is asked for; it is never an argument.")
    void add(
            @Mixin AdminOptions options,
            @Mixin AnswerOptions answer,
            @Option(names = "--key-stdin", description = "Reads it from standard input.") boolean stdin) {
        try (ParleyClient client = options.client(environment)) {
            String key = stdin ? input.line("key") : input.ask("Key", "--key-stdin");
            KeysChanged changed =
                    client.admin().addKey(AddKeyRequest.newBuilder().setKey(key).build());
            answer.show(changed, now -> answer.out().println("Added. Keys: " + now.getTotalKeys()));
        }
    }

    @Command(name = "delete", description = "Deletes one; the next call with it is refused.")
    void delete(
            @Mixin AdminOptions options,
            @Mixin AnswerOptions answer,
            @Parameters(paramLabel = "ID", description = "What 'list' calls it.") String id) {
        try (ParleyClient client = options.client(environment)) {
            KeysChanged changed = client.admin()
                    .deleteKey(DeleteKeyRequest.newBuilder().setKey(id).build());
            answer.show(changed, now -> answer.out().println("Deleted. Keys: " + now.getTotalKeys()));
        }
    }

    private static void print(ListKeysResponse keys, AnswerOptions answer) {
        Table table = new Table("ID", "KEY", "CALLS", "FAILED", "TOKENS IN", "TOKENS OUT");
        for (CallerKey key : keys.getKeysList()) {
            table.row(
                    key.getId(),
                    key.getPreview(),
                    key.getCalls(),
                    key.getFailed(),
                    key.getInputTokens(),
                    key.getOutputTokens());
        }
        table.print(answer.out());
    }
}
