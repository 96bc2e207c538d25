package dev.parley.server.frontend.management;

import static dev.parley.server.frontend.grpc.CallActor.actor;

import com.google.protobuf.Message;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.management.v1.CredentialDetail;
import dev.parley.management.v1.CredentialServiceGrpc;
import dev.parley.management.v1.GetConfigRequest;
import dev.parley.management.v1.GetCredentialRequest;
import dev.parley.management.v1.ImportRegistryModelsRequest;
import dev.parley.management.v1.ListRegistryModelsRequest;
import dev.parley.management.v1.RegistryChanged;
import dev.parley.management.v1.RegistryModel;
import dev.parley.management.v1.RegistryModels;
import dev.parley.management.v1.RegistryServiceGrpc;
import dev.parley.management.v1.RuntimeConfig;
import dev.parley.management.v1.SettingsServiceGrpc;
import dev.parley.management.v1.UpdateConfigRequest;
import dev.parley.management.v1.UpdateConfigResponse;
import dev.parley.management.v1.ValidateArchiveRequest;
import dev.parley.management.v1.ValidateArchiveResponse;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.grpc.Answers;
import dev.parley.server.management.system.UsageAnswers;
import dev.parley.server.store.UsageRecord;
import dev.parley.server.usage.UsageReport;
import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Areas of the management API that remember what they were asked, and by whom. */
final class ScriptedManagement {
    /** The requests that reached a service. */
    final List<Message> asked = new CopyOnWriteArrayList<>();

    /** Who made the last call that reached one, and from where. */
    volatile String caller = "";

    private void note(Message request) {
        asked.add(request);
        caller = actor().name() + " at " + actor().address();
    }

    BindableService settings() {
        return new SettingsServiceGrpc.SettingsServiceImplBase() {
            @Override
            public void getConfig(GetConfigRequest request, StreamObserver<RuntimeConfig> observer) {
                note(request);
                Answers.one(observer, RuntimeConfig::getDefaultInstance);
            }

            @Override
            public void updateConfig(UpdateConfigRequest request, StreamObserver<UpdateConfigResponse> observer) {
                note(request);
                Answers.one(observer, UpdateConfigResponse::getDefaultInstance);
            }
        };
    }

    BindableService credentials() {
        return new CredentialServiceGrpc.CredentialServiceImplBase() {
            @Override
            public void getCredential(GetCredentialRequest request, StreamObserver<CredentialDetail> observer) {
                note(request);
                Answers.one(observer, () -> {
                    throw failure(request.getId());
                });
            }

            @Override
            public void validateArchive(
                    ValidateArchiveRequest request, StreamObserver<ValidateArchiveResponse> observer) {
                note(request);
                Answers.one(
                        observer,
                        () -> ValidateArchiveResponse.newBuilder()
                                .setFiles(request.getArchive().size())
                                .build());
            }
        };
    }

    /** The failure that an id names. */
    private static RuntimeException failure(String id) {
        if (id.equals("broken")) {
            return new IllegalStateException("the scripted service is broken");
        }
        ErrorCode code = ErrorCode.valueOf("ERROR_CODE_" + id);
        return ChatException.of(code, Blame.REQUEST, "reason_of_it", "It is so.")
                .param("id")
                .build();
    }

    BindableService registry() {
        return new RegistryServiceGrpc.RegistryServiceImplBase() {
            @Override
            public void listRegistryModels(ListRegistryModelsRequest request, StreamObserver<RegistryModels> observer) {
                note(request);
                RegistryModel model = RegistryModel.newBuilder().setId("m").build();
                Answers.one(
                        observer,
                        () -> RegistryModels.newBuilder().addModels(model).build());
            }

            @Override
            public void importRegistryModels(
                    ImportRegistryModelsRequest request, StreamObserver<RegistryChanged> observer) {
                note(request);
                Answers.one(observer, RegistryChanged::getDefaultInstance);
            }
        };
    }

    UsageAnswers usage() {
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        UsageRecord record = new UsageRecord(3, 2, 30, 12, 1, first, first.plusSeconds(60));
        return new UsageAnswers(() -> new UsageReport(
                first,
                record,
                Map.of("key-1", record),
                Map.of("gpt-4", record),
                Map.of(),
                Map.of("2026-01-01", record)));
    }
}
