package dev.parley.server.frontend.management;

import static dev.parley.server.frontend.grpc.CallActor.actor;

import dev.parley.management.v1.CapabilitiesChanged;
import dev.parley.management.v1.CreateGroupRequest;
import dev.parley.management.v1.DeleteGroupRequest;
import dev.parley.management.v1.DeleteModelCapabilitiesRequest;
import dev.parley.management.v1.DeleteRegistryModelRequest;
import dev.parley.management.v1.GetRegistryModelRequest;
import dev.parley.management.v1.GetTemplateRequest;
import dev.parley.management.v1.GroupChanged;
import dev.parley.management.v1.ImportRegistryModelsRequest;
import dev.parley.management.v1.ListGroupsRequest;
import dev.parley.management.v1.ListModelCapabilitiesRequest;
import dev.parley.management.v1.ListRegistryModelsRequest;
import dev.parley.management.v1.ModelCapabilitiesById;
import dev.parley.management.v1.ModelGroups;
import dev.parley.management.v1.PutModelCapabilitiesRequest;
import dev.parley.management.v1.PutRegistryModelRequest;
import dev.parley.management.v1.RegistryChanged;
import dev.parley.management.v1.RegistryModel;
import dev.parley.management.v1.RegistryModelChanged;
import dev.parley.management.v1.RegistryModels;
import dev.parley.management.v1.RegistryServiceGrpc;
import dev.parley.management.v1.RegistryTemplate;
import dev.parley.management.v1.RegistryToggled;
import dev.parley.management.v1.ReplaceRegistryModelsRequest;
import dev.parley.management.v1.SeedModelCapabilitiesRequest;
import dev.parley.management.v1.SeedRegistryModelsRequest;
import dev.parley.management.v1.ToggleRegistryModelsRequest;
import dev.parley.management.v1.UpdateGroupRequest;
import dev.parley.management.v1.UpdateModelCapabilitiesRequest;
import dev.parley.management.v1.UpdateTemplateRequest;
import dev.parley.server.frontend.grpc.Answers;
import dev.parley.server.registry.RegistryAdmin;
import io.grpc.stub.StreamObserver;

/**
 * {@code parley.management.v1.RegistryService}: hands each rpc to whoever does it. Methods block as long as they do.
 */
public final class RegistryGrpcService extends RegistryServiceGrpc.RegistryServiceImplBase {
    private final RegistryAdmin registry;

    public RegistryGrpcService(RegistryAdmin registry) {
        this.registry = registry;
    }

    @Override
    public void listRegistryModels(ListRegistryModelsRequest request, StreamObserver<RegistryModels> observer) {
        Answers.one(observer, () -> registry.entries().list(request));
    }

    @Override
    public void getRegistryModel(GetRegistryModelRequest request, StreamObserver<RegistryModel> observer) {
        Answers.one(observer, () -> registry.entries().get(request));
    }

    @Override
    public void replaceRegistryModels(ReplaceRegistryModelsRequest request, StreamObserver<RegistryChanged> observer) {
        Answers.one(observer, () -> registry.bulk().replace(actor(), request));
    }

    @Override
    public void putRegistryModel(PutRegistryModelRequest request, StreamObserver<RegistryModelChanged> observer) {
        Answers.one(observer, () -> registry.entries().put(actor(), request));
    }

    @Override
    public void deleteRegistryModel(DeleteRegistryModelRequest request, StreamObserver<RegistryModelChanged> observer) {
        Answers.one(observer, () -> registry.entries().delete(actor(), request));
    }

    @Override
    public void importRegistryModels(ImportRegistryModelsRequest request, StreamObserver<RegistryChanged> observer) {
        Answers.one(observer, () -> registry.bulk().importAll(actor(), request));
    }

    @Override
    public void seedRegistryModels(SeedRegistryModelsRequest request, StreamObserver<RegistryChanged> observer) {
        Answers.one(observer, () -> registry.bulk().seed(actor(), request));
    }

    @Override
    public void enableRegistryModels(ToggleRegistryModelsRequest request, StreamObserver<RegistryToggled> observer) {
        Answers.one(observer, () -> registry.bulk().toggle(actor(), request, true));
    }

    @Override
    public void disableRegistryModels(ToggleRegistryModelsRequest request, StreamObserver<RegistryToggled> observer) {
        Answers.one(observer, () -> registry.bulk().toggle(actor(), request, false));
    }

    @Override
    public void getTemplate(GetTemplateRequest request, StreamObserver<RegistryTemplate> observer) {
        Answers.one(observer, () -> registry.entries().template(request));
    }

    @Override
    public void updateTemplate(UpdateTemplateRequest request, StreamObserver<RegistryTemplate> observer) {
        Answers.one(observer, () -> registry.entries().updateTemplate(actor(), request));
    }

    @Override
    public void listGroups(ListGroupsRequest request, StreamObserver<ModelGroups> observer) {
        Answers.one(observer, () -> registry.groups().list(request));
    }

    @Override
    public void createGroup(CreateGroupRequest request, StreamObserver<GroupChanged> observer) {
        Answers.one(observer, () -> registry.groups().create(actor(), request));
    }

    @Override
    public void updateGroup(UpdateGroupRequest request, StreamObserver<GroupChanged> observer) {
        Answers.one(observer, () -> registry.groups().update(actor(), request));
    }

    @Override
    public void deleteGroup(DeleteGroupRequest request, StreamObserver<GroupChanged> observer) {
        Answers.one(observer, () -> registry.groups().delete(actor(), request));
    }

    @Override
    public void listModelCapabilities(
            ListModelCapabilitiesRequest request, StreamObserver<ModelCapabilitiesById> observer) {
        Answers.one(observer, () -> registry.capabilities().list());
    }

    @Override
    public void updateModelCapabilities(
            UpdateModelCapabilitiesRequest request, StreamObserver<CapabilitiesChanged> observer) {
        Answers.one(observer, () -> registry.capabilities().update(actor(), request));
    }

    @Override
    public void putModelCapabilities(
            PutModelCapabilitiesRequest request, StreamObserver<CapabilitiesChanged> observer) {
        Answers.one(observer, () -> registry.capabilities().put(actor(), request));
    }

    @Override
    public void deleteModelCapabilities(
            DeleteModelCapabilitiesRequest request, StreamObserver<CapabilitiesChanged> observer) {
        Answers.one(observer, () -> registry.capabilities().delete(actor(), request));
    }

    @Override
    public void seedModelCapabilities(
            SeedModelCapabilitiesRequest request, StreamObserver<CapabilitiesChanged> observer) {
        Answers.one(observer, () -> registry.capabilities().seed(actor()));
    }
}
