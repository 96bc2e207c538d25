package dev.parley.server.cli;

import dev.parley.server.Parley;
import dev.parley.server.config.Settings;
import dev.parley.server.config.SettingsLoader;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code parley serve}: runs the gateway until the process is told to end. */
@Command(name = "serve", description = "Starts the gateway.")
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger("parley");

    private static final int FAILED = 1;

    private final Map<String, String> environment;

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ServeCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        SettingsLoader.Loaded loaded = options.load(environment);
        Settings settings = loaded.settings();
        Logging.start(settings.log());
        loaded.warnings().forEach(LOG::warn);
        Parley parley = Parley.start(loaded);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("parley-shutdown").unstarted(() -> close(parley)));
        Termination.isSuccess();
        Banner.lines(parley, settings).forEach(spec.commandLine().getOut()::println);
        new CountDownLatch(1).await();
        return 0;
    }

    private static void close(Parley parley) {
        try {
            parley.close();
        } catch (RuntimeException e) {
            LOG.error("Parley did not end in order", e);
            Logging.stop();
            Runtime.getRuntime().halt(FAILED);
        }
        Logging.stop();
    }
}
