package dev.parley.test;

import dev.parley.client.ParleyClient;
import dev.parley.server.Parley;
import dev.parley.server.config.SettingsLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A gateway that serves one provider, with clients of it.
 *
 * @param folder where the gateway may keep things; made only if it does
 */
record RunningParley(Parley gateway, String key, Path folder, ParleyClient grpc, ParleyClient rest)
        implements AutoCloseable {
    /** Kept here, for a logger that nobody holds forgets its level. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    /** Percent that are never reached: the heap is that of the tests. */
    private static final String NEVER = "101";

    static RunningParley start(ScriptedProvider provider) {
        HELIDON.setLevel(Level.WARNING);
        String key = "test-" + UUID.randomUUID();
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "parley-client-" + key);
        Map<String, String> settings = Map.of(
                "server.port",
                "0",
                "server.shutdown-grace",
                "0s",
                "data.dir",
                folder.toString(),
                "memory.refuse-at",
                NEVER,
                "memory.shed-at",
                NEVER,
                "access.api-keys",
                key,
                "routes.default-model",
                ScriptedProvider.NAME,
                "providers." + ScriptedProvider.NAME + ".type",
                "builtin");
        Parley gateway = Parley.start(
                SettingsLoader.load(new SettingsLoader.Request(Map.of(), null, List.of(), settings)),
                Map.of(),
                provider);
        String address = address(gateway);
        return new RunningParley(
                gateway,
                key,
                folder,
                ParleyClient.builder().grpc(address).key(key).build(),
                ParleyClient.builder().rest("http://" + address).key(key).build());
    }

    String address() {
        return address(gateway);
    }

    @Override
    public void close() {
        grpc.close();
        rest.close();
        gateway.close();
        deleteFolder();
    }

    @Override
    public String toString() {
        return "RunningParley[" + address() + ']';
    }

    private static String address(Parley gateway) {
        return "127.0.0.1:" + gateway.port();
    }

    private void deleteFolder() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " cannot be deleted.", e);
        }
    }
}
