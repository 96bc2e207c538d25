package dev.parley.server.cli;

import dev.parley.server.StartException;
import dev.parley.server.config.ConfigException;
import dev.parley.server.config.Log;
import dev.parley.server.store.StoreException;
import io.grpc.StatusRuntimeException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code parley}: finds the subcommand and runs it. */
@Command(
        name = "parley",
        description = "One port for every model: OpenAI, gRPC and native REST.",
        subcommands = {HelpCommand.class})
public final class ParleyCommand implements Runnable {
    /** What a mistake of the user's ends with. */
    static final int MISTAKE = 2;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private ParleyCommand() {}

    /** Runs a command; blocks until it is done, which for {@code serve} is until the process is told to end. */
    public static int run(
            String[] arguments, InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
        Logging.start(new Log(Log.Level.WARN));
        Input input = Input.of(in);
        CommandLine line = new CommandLine(new ParleyCommand())
                .addSubcommand(new ServeCommand(environment))
                .addSubcommand(new ChatCommand(environment))
                .addSubcommand(new CommandLine(new ConfigCommand()).addSubcommand(new ExplainCommand(environment)))
                .addSubcommand(new BackupCommand(environment))
                .addSubcommand(new RestoreCommand(environment))
                .addSubcommand(new RotateKeyCommand(environment))
                .addSubcommand(new AccountsCommand(environment, input))
                .addSubcommand(new KeysCommand(environment, input))
                .addSubcommand(new ImportCommand(environment, input))
                .addSubcommand(new ExportCommand(environment))
                .addSubcommand(new AuditCommand(environment))
                .addSubcommand(new RouteCommand(environment))
                .addSubcommand(new LimitsCommand(environment))
                .addSubcommand(new VersionCommand())
                .addSubcommand(new TrainCommand());
        HelpOption.addTo(line);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler(ParleyCommand::unusable);
        line.setExecutionExceptionHandler(ParleyCommand::failed);
        return line.execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do");
    }

    private static int unusable(ParameterException mistake, String[] arguments) {
        CommandLine line = mistake.getCommandLine();
        line.getErr()
                .printf(
                        "%s (expected: see '%s --help' or 'parley help').%n",
                        mistake.getMessage(), line.getCommandSpec().qualifiedName());
        return MISTAKE;
    }

    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed) throws Exception {
        switch (failure) {
            case ConfigException config -> config.problems().forEach(line.getErr()::println);
            case MistakeException mistake -> line.getErr().println(mistake.getMessage());
            case StartException start -> line.getErr().println(start.getMessage());
            case StoreException store -> line.getErr().println(store.getMessage());
            case StatusRuntimeException call -> line.getErr().println(CallFailures.sentence(call));
            default -> throw failure;
        }
        return MISTAKE;
    }
}
