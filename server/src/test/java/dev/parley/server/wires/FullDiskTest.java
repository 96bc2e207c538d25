package dev.parley.server.wires;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.parley.admin.v1.AddKeyRequest;
import dev.parley.admin.v1.ExportRequest;
import dev.parley.client.EventStream;
import dev.parley.client.ParleyClient;
import dev.parley.server.Gateway;
import dev.parley.testkit.Effort;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A full disk: changes are refused, all else goes on, and they are taken again once there is room")
@Tag(Effort.TAG)
@Timeout(120)
class FullDiskTest {
    private static final String ADMIN = "admin-of-the-test";
    private static final int STORE_MIBS = 4;

    @TempDir
    private Path disk;

    private boolean mounted;

    /** A real one, where this user may mount any. */
    @BeforeEach
    void mount() throws Exception {
        mounted = run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=%dm,mode=700".formatted(STORE_MIBS),
                "parley-test",
                disk.toString());
        assumeThat(mounted).as("may mount a file system").isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", disk.toString());
        }
    }

    @Test
    void refusesChangesAlone() throws Exception {
        try (Gateway gateway = gateway();
                ParleyClient admin =
                        ParleyClient.builder().rest(gateway.url()).key(ADMIN).build();
                ParleyClient caller =
                        ParleyClient.builder().rest(gateway.url()).key(Http.KEY).build();
                EventStream open = caller.stream(Asked.of("builtin/slow?ttft=0ms&gap=20ms&words=200", "x"))) {
            open.iterator().next();
            List<String> kept = new ArrayList<>();
            for (int round = 0; round < Effort.of(1, 20); round++) {
                add(admin, "before-" + round);
                kept.add("before-" + round);
                Path filler = fill();

                StatusRuntimeException refused = untilRefused(admin, "full-" + round, kept);

                assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
                assertThat(refused.getStatus().getDescription()).contains("Nothing was changed");
                HttpResponse<String> answer =
                        Http.post(gateway, "/v1/chat/completions", Http.chat("builtin/echo", false));
                assertThat(answer.statusCode()).isEqualTo(200);
                Files.delete(filler);
                add(admin, "after-" + round);
                kept.add("after-" + round);
            }
            assertThat(open.text()).isNotEmpty();
            assertThat(keys(admin)).contains(kept);
        }
        try (Gateway again = gateway();
                ParleyClient admin =
                        ParleyClient.builder().rest(again.url()).key(ADMIN).build()) {
            assertThat(keys(admin)).contains("before-0", "after-0");
        }
    }

    private static String keys(ParleyClient admin) {
        return admin.admin()
                .export(ExportRequest.getDefaultInstance())
                .getJsonBytes()
                .toStringUtf8();
    }

    private static StatusRuntimeException untilRefused(ParleyClient admin, String name, List<String> kept) {
        for (int i = 0; i < 1000; i++) {
            String key = name + '-' + i;
            StatusRuntimeException refused = catchThrowableOfType(StatusRuntimeException.class, () -> add(admin, key));
            if (refused != null) {
                return refused;
            }
            kept.add(key);
        }
        throw new AssertionError("the disk is not full");
    }

    private static void add(ParleyClient admin, String key) {
        admin.admin().addKey(AddKeyRequest.newBuilder().setKey(key).build());
    }

    /** Takes all the room there is. */
    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        try (var out = Files.newOutputStream(filler)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private Gateway gateway() {
        return Gateway.start(
                "DATA_DIR",
                disk.resolve("data").toString(),
                "ACCESS_API_KEYS",
                Http.KEY,
                "ACCESS_ADMIN_KEY",
                ADMIN,
                "ADMIN_PROVIDER",
                "deepseek",
                "PROVIDERS_DEEPSEEK_TYPE",
                "deepseek");
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
