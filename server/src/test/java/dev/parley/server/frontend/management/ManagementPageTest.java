package dev.parley.server.frontend.management;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.management.v1.CredentialServiceGrpc;
import dev.parley.management.v1.LimitServiceGrpc;
import dev.parley.management.v1.RegistryServiceGrpc;
import dev.parley.management.v1.SessionServiceGrpc;
import dev.parley.management.v1.SettingsServiceGrpc;
import dev.parley.management.v1.SystemServiceGrpc;
import dev.parley.server.frontend.transcode.Transcoder;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("docs/management.md tells of every route, and who may use it")
class ManagementPageTest {
    private static final Path PAGE = Path.of("..", "docs", "management.md");

    private static final List<ServiceDescriptor> SERVICES = List.of(
            SessionServiceGrpc.getServiceDescriptor(),
            SystemServiceGrpc.getServiceDescriptor(),
            CredentialServiceGrpc.getServiceDescriptor(),
            SettingsServiceGrpc.getServiceDescriptor(),
            LimitServiceGrpc.getServiceDescriptor(),
            RegistryServiceGrpc.getServiceDescriptor());

    @Test
    @DisplayName("MA-01, MA-04")
    void listsEveryRoute() throws IOException {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.contains("Service."))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(SERVICES.stream()
                        .flatMap(service -> service.getMethods().stream())
                        .flatMap(ManagementPageTest::rows)
                        .toList());
    }

    private static Stream<String> rows(MethodDescriptor<?, ?> method) {
        String rpc = method.getFullMethodName().replaceFirst(".*\\.(\\w+)/", "$1.");
        return Transcoder.bindings(method, ManagementRpcs.EXTRAS).stream()
                .map(binding -> "| %s | `%s` | %s | %s |"
                        .formatted(
                                binding.verb(),
                                binding.pattern().replace("/routes/api/management", ""),
                                rpc,
                                needs(method)));
    }

    /** What a caller has to bring. */
    private static String needs(MethodDescriptor<?, ?> method) {
        if (ManagementRpcs.isOpen(method)) {
            return "nothing";
        }
        return ManagementRpcs.isRead(method) ? "any key" : "the management key";
    }
}
