package dev.parley.server.cli;

import dev.parley.admin.v1.AddAccountRequest;
import picocli.CommandLine.Option;

/** Where a command gets the secrets of an account from. */
final class AccountSecrets {
    @Option(names = "--password-stdin", description = "Reads its password, a line, from standard input.")
    private boolean password;

    @Option(names = "--token-stdin", description = "Reads its token, a line, from standard input, after the password.")
    private boolean token;

    /** Sets them; asks for one where no option says so. Blocks until they are there. */
    void read(Input input, AddAccountRequest.Builder into) {
        if (password) {
            into.setPassword(input.line("password"));
        }
        if (token) {
            into.setToken(input.line("token"));
        }
        if (password || token) {
            return;
        }
        if (into.getEmail().isEmpty() && into.getMobile().isEmpty()) {
            into.setToken(input.ask("Token", "--token-stdin, or --email or --mobile with --password-stdin"));
        } else {
            into.setPassword(input.ask("Password", "--password-stdin or --token-stdin"));
        }
    }
}
