package dev.parley.server.frontend.admin;

import static dev.parley.server.frontend.grpc.CallActor.actor;

import dev.parley.admin.v1.AccountTest;
import dev.parley.admin.v1.AccountTestProgress;
import dev.parley.admin.v1.AccountsChanged;
import dev.parley.admin.v1.AddAccountRequest;
import dev.parley.admin.v1.AddKeyRequest;
import dev.parley.admin.v1.AdminServiceGrpc;
import dev.parley.admin.v1.Config;
import dev.parley.admin.v1.DeleteAccountRequest;
import dev.parley.admin.v1.DeleteKeyRequest;
import dev.parley.admin.v1.ExportRequest;
import dev.parley.admin.v1.ExportResponse;
import dev.parley.admin.v1.GetConfigRequest;
import dev.parley.admin.v1.GetQueueStatusRequest;
import dev.parley.admin.v1.GetVercelConfigRequest;
import dev.parley.admin.v1.GetVercelStatusRequest;
import dev.parley.admin.v1.ImportRequest;
import dev.parley.admin.v1.ImportResponse;
import dev.parley.admin.v1.KeysChanged;
import dev.parley.admin.v1.ListAccountsRequest;
import dev.parley.admin.v1.ListAccountsResponse;
import dev.parley.admin.v1.ListAuditEntriesRequest;
import dev.parley.admin.v1.ListAuditEntriesResponse;
import dev.parley.admin.v1.ListKeysRequest;
import dev.parley.admin.v1.ListKeysResponse;
import dev.parley.admin.v1.LoginRequest;
import dev.parley.admin.v1.LoginResponse;
import dev.parley.admin.v1.QueueStatus;
import dev.parley.admin.v1.SyncVercelRequest;
import dev.parley.admin.v1.SyncVercelResponse;
import dev.parley.admin.v1.TestAccountRequest;
import dev.parley.admin.v1.TestAllAccountsRequest;
import dev.parley.admin.v1.TestAllAccountsResponse;
import dev.parley.admin.v1.TestServiceRequest;
import dev.parley.admin.v1.TestServiceResponse;
import dev.parley.admin.v1.UpdateConfigRequest;
import dev.parley.admin.v1.UpdateConfigResponse;
import dev.parley.admin.v1.VercelConfig;
import dev.parley.admin.v1.VercelStatus;
import dev.parley.admin.v1.VerifyRequest;
import dev.parley.admin.v1.VerifyResponse;
import dev.parley.server.access.AdminSessions;
import dev.parley.server.frontend.grpc.Answers;
import io.grpc.stub.StreamObserver;

/**
 * {@code parley.admin.v1.AdminService}: hands each rpc to whoever does it. Methods block as long as they do. Knows no
 * transport; {@link AdminAuth} must stand before it.
 */
final class AdminGrpcService extends AdminServiceGrpc.AdminServiceImplBase {
    private final AdminServices services;

    AdminGrpcService(AdminServices services) {
        this.services = services;
    }

    @Override
    public void login(LoginRequest request, StreamObserver<LoginResponse> observer) {
        Answers.one(observer, () -> login(request));
    }

    private LoginResponse login(LoginRequest request) {
        AdminSessions.Login login =
                services.sessions().login(actor().address(), request.getAdminKey(), request.getExpireHours());
        return LoginResponse.newBuilder()
                .setSuccess(true)
                .setToken(login.token())
                .setExpiresIn(login.validFor().toSeconds())
                .build();
    }

    @Override
    public void verify(VerifyRequest request, StreamObserver<VerifyResponse> observer) {
        Answers.one(observer, this::verify);
    }

    private VerifyResponse verify() {
        AdminSessions.Validity validity = services.sessions().validity(AdminAuth.session());
        return VerifyResponse.newBuilder()
                .setValid(true)
                .setExpiresAt(validity.until().getEpochSecond())
                .setRemainingSeconds(validity.left().toSeconds())
                .build();
    }

    @Override
    public void getConfig(GetConfigRequest request, StreamObserver<Config> observer) {
        Answers.one(observer, () -> services.config().config(actor()));
    }

    @Override
    public void updateConfig(UpdateConfigRequest request, StreamObserver<UpdateConfigResponse> observer) {
        Answers.one(observer, () -> services.config().update(actor(), request));
    }

    @Override
    public void listKeys(ListKeysRequest request, StreamObserver<ListKeysResponse> observer) {
        Answers.one(observer, () -> services.config().keys(actor()));
    }

    @Override
    public void addKey(AddKeyRequest request, StreamObserver<KeysChanged> observer) {
        Answers.one(observer, () -> services.config().addKey(actor(), request));
    }

    @Override
    public void deleteKey(DeleteKeyRequest request, StreamObserver<KeysChanged> observer) {
        Answers.one(observer, () -> services.config().deleteKey(actor(), request));
    }

    @Override
    public void listAccounts(ListAccountsRequest request, StreamObserver<ListAccountsResponse> observer) {
        Answers.one(observer, () -> services.config().accounts(actor(), request));
    }

    @Override
    public void addAccount(AddAccountRequest request, StreamObserver<AccountsChanged> observer) {
        Answers.one(observer, () -> services.config().addAccount(actor(), request));
    }

    @Override
    public void deleteAccount(DeleteAccountRequest request, StreamObserver<AccountsChanged> observer) {
        Answers.one(observer, () -> services.config().deleteAccount(actor(), request));
    }

    @Override
    public void getQueueStatus(GetQueueStatusRequest request, StreamObserver<QueueStatus> observer) {
        Answers.one(observer, () -> services.queue().status());
    }

    @Override
    public void testAccount(TestAccountRequest request, StreamObserver<AccountTest> observer) {
        Answers.one(observer, () -> services.accountTests().test(request));
    }

    @Override
    public void testAllAccounts(TestAllAccountsRequest request, StreamObserver<TestAllAccountsResponse> observer) {
        Answers.one(observer, () -> services.accountTests().testAll(request));
    }

    @Override
    public void watchAccountTests(TestAllAccountsRequest request, StreamObserver<AccountTestProgress> observer) {
        Answers.stream(observer, each -> services.accountTests().watch(request, each));
    }

    @Override
    public void import_(ImportRequest request, StreamObserver<ImportResponse> observer) {
        Answers.one(observer, () -> services.config().importAll(actor(), request));
    }

    @Override
    public void export(ExportRequest request, StreamObserver<ExportResponse> observer) {
        Answers.one(observer, () -> services.config().export(actor()));
    }

    @Override
    public void listAuditEntries(ListAuditEntriesRequest request, StreamObserver<ListAuditEntriesResponse> observer) {
        Answers.one(observer, () -> services.audit().latest(request));
    }

    @Override
    public void testService(TestServiceRequest request, StreamObserver<TestServiceResponse> observer) {
        Answers.one(observer, () -> services.selfTest().run(request));
    }

    @Override
    public void getVercelConfig(GetVercelConfigRequest request, StreamObserver<VercelConfig> observer) {
        Answers.one(observer, () -> services.vercel().config());
    }

    @Override
    public void syncVercel(SyncVercelRequest request, StreamObserver<SyncVercelResponse> observer) {
        Answers.one(observer, () -> services.vercel().sync(actor(), request));
    }

    @Override
    public void getVercelStatus(GetVercelStatusRequest request, StreamObserver<VercelStatus> observer) {
        Answers.one(observer, () -> services.vercel().status());
    }
}
