package dev.parley.server.frontend.management;

import static dev.parley.server.frontend.grpc.CallActor.actor;

import dev.parley.management.v1.CredentialChanged;
import dev.parley.management.v1.CredentialDetail;
import dev.parley.management.v1.CredentialServiceGrpc;
import dev.parley.management.v1.CredentialValidation;
import dev.parley.management.v1.CredentialsCounted;
import dev.parley.management.v1.DeleteCredentialRequest;
import dev.parley.management.v1.DisableCredentialRequest;
import dev.parley.management.v1.EnableCredentialRequest;
import dev.parley.management.v1.GetCredentialRequest;
import dev.parley.management.v1.ListCredentialsRequest;
import dev.parley.management.v1.ListCredentialsResponse;
import dev.parley.management.v1.ListProbesRequest;
import dev.parley.management.v1.ListProbesResponse;
import dev.parley.management.v1.ProbeCredentialsRequest;
import dev.parley.management.v1.ProbeCredentialsResponse;
import dev.parley.management.v1.RecoverAllCredentialsRequest;
import dev.parley.management.v1.RecoverCredentialRequest;
import dev.parley.management.v1.ReloadCredentialsRequest;
import dev.parley.management.v1.UploadCredentialRequest;
import dev.parley.management.v1.UploadCredentialResponse;
import dev.parley.management.v1.ValidateArchiveRequest;
import dev.parley.management.v1.ValidateArchiveResponse;
import dev.parley.management.v1.ValidateCredentialRequest;
import dev.parley.management.v1.ValidateCredentialsRequest;
import dev.parley.management.v1.ValidateCredentialsResponse;
import dev.parley.server.frontend.grpc.Answers;
import dev.parley.server.management.credentials.CredentialServices;
import io.grpc.stub.StreamObserver;

/**
 * {@code parley.management.v1.CredentialService}: hands each rpc to whoever does it. Methods block as long as they do.
 * Knows no transport; authentication must stand before it.
 */
public final class CredentialGrpcService extends CredentialServiceGrpc.CredentialServiceImplBase {
    private final CredentialServices services;

    public CredentialGrpcService(CredentialServices services) {
        this.services = services;
    }

    @Override
    public void listCredentials(ListCredentialsRequest request, StreamObserver<ListCredentialsResponse> observer) {
        Answers.one(observer, () -> services.admin().list(request));
    }

    @Override
    public void getCredential(GetCredentialRequest request, StreamObserver<CredentialDetail> observer) {
        Answers.one(observer, () -> services.admin().get(request.getId()));
    }

    @Override
    public void uploadCredential(UploadCredentialRequest request, StreamObserver<UploadCredentialResponse> observer) {
        Answers.one(observer, () -> services.admin().upload(actor(), ofListener(request)));
    }

    /** Whose listener it comes through says whose pool it joins, where the request does not. */
    private static UploadCredentialRequest ofListener(UploadCredentialRequest request) {
        if (!request.getUpload().getProvider().isEmpty()) {
            return request;
        }
        UploadCredentialRequest.Builder named = request.toBuilder();
        named.getUploadBuilder().setProvider(AskedListener.current().provider());
        return named.build();
    }

    @Override
    public void deleteCredential(DeleteCredentialRequest request, StreamObserver<CredentialChanged> observer) {
        Answers.one(observer, () -> services.admin().delete(actor(), request.getId()));
    }

    @Override
    public void reloadCredentials(ReloadCredentialsRequest request, StreamObserver<CredentialsCounted> observer) {
        Answers.one(observer, () -> services.admin().reload(actor()));
    }

    @Override
    public void disableCredential(DisableCredentialRequest request, StreamObserver<CredentialChanged> observer) {
        Answers.one(observer, () -> services.admin().disable(actor(), request.getId()));
    }

    @Override
    public void enableCredential(EnableCredentialRequest request, StreamObserver<CredentialChanged> observer) {
        Answers.one(observer, () -> services.admin().enable(actor(), request.getId()));
    }

    @Override
    public void recoverCredential(RecoverCredentialRequest request, StreamObserver<CredentialChanged> observer) {
        Answers.one(observer, () -> services.admin().recover(actor(), request.getId()));
    }

    @Override
    public void recoverAllCredentials(
            RecoverAllCredentialsRequest request, StreamObserver<CredentialsCounted> observer) {
        Answers.one(observer, () -> services.admin().recoverAll(actor()));
    }

    @Override
    public void validateCredential(ValidateCredentialRequest request, StreamObserver<CredentialValidation> observer) {
        Answers.one(observer, () -> services.validation().one(request));
    }

    @Override
    public void validateCredentials(
            ValidateCredentialsRequest request, StreamObserver<ValidateCredentialsResponse> observer) {
        Answers.one(observer, () -> services.validation().some(request));
    }

    @Override
    public void validateArchive(ValidateArchiveRequest request, StreamObserver<ValidateArchiveResponse> observer) {
        Answers.one(observer, () -> services.archives().validate(request));
    }

    @Override
    public void probeCredentials(ProbeCredentialsRequest request, StreamObserver<ProbeCredentialsResponse> observer) {
        Answers.one(observer, () -> services.probes().probe(actor(), request));
    }

    @Override
    public void listProbes(ListProbesRequest request, StreamObserver<ListProbesResponse> observer) {
        Answers.one(observer, () -> services.history().latest(request));
    }
}
