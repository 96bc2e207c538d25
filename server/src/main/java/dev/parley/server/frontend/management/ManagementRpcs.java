package dev.parley.server.frontend.management;

import com.google.api.HttpRule;
import dev.parley.http.HttpBinding;
import dev.parley.management.v1.CredentialServiceGrpc;
import dev.parley.management.v1.RegistryServiceGrpc;
import dev.parley.management.v1.SessionServiceGrpc;
import dev.parley.management.v1.SystemServiceGrpc;
import dev.parley.server.frontend.transcode.HttpExtra;
import dev.parley.server.frontend.transcode.Transcoder;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is to be known of the management API's rpcs beyond their contract. */
final class ManagementRpcs {
    /** What they have over REST besides their rules. */
    static final List<HttpExtra> EXTRAS = List.of(
            new HttpExtra(
                    SystemServiceGrpc.getGetMetricsMethod(),
                    HttpRule.newBuilder()
                            .setGet(ManagementFrontend.PATH + "metrics")
                            .build(),
                    null),
            new HttpExtra(
                    CredentialServiceGrpc.getValidateArchiveMethod(),
                    HttpRule.newBuilder()
                            .setPost(ManagementFrontend.PATH + "credentials/validate-zip")
                            .build(),
                    new ArchiveForm()),
            new HttpExtra(RegistryServiceGrpc.getImportRegistryModelsMethod(), null, new ModelsForm()));

    /** What needs no authentication: it is how one comes to have it, and how one gives it up. */
    private static final Set<String> OPEN = Set.of(
            SessionServiceGrpc.getLoginMethod().getFullMethodName(),
            SessionServiceGrpc.getLogoutMethod().getFullMethodName());

    private static final Map<String, Boolean> READS = new ConcurrentHashMap<>();

    private ManagementRpcs() {}

    static boolean isOpen(MethodDescriptor<?, ?> method) {
        return OPEN.contains(method.getFullMethodName());
    }

    /** Whether an rpc only reads: whether it is GET over REST, on whichever wire it comes. */
    static boolean isRead(MethodDescriptor<?, ?> method) {
        return READS.computeIfAbsent(method.getFullMethodName(), unknown -> isGet(method));
    }

    private static boolean isGet(MethodDescriptor<?, ?> method) {
        List<HttpBinding> bindings = Transcoder.bindings(method, EXTRAS);
        return !bindings.isEmpty()
                && bindings.stream().allMatch(binding -> binding.verb().equals("GET"));
    }
}
