package dev.parley.server.frontend.admin;

import com.google.protobuf.Message;
import dev.parley.admin.v1.AccountTestProgress;
import dev.parley.admin.v1.AccountsChanged;
import dev.parley.admin.v1.AddAccountRequest;
import dev.parley.admin.v1.AdminServiceGrpc;
import dev.parley.admin.v1.CallerKey;
import dev.parley.admin.v1.DeleteAccountRequest;
import dev.parley.admin.v1.DeleteKeyRequest;
import dev.parley.admin.v1.KeysChanged;
import dev.parley.admin.v1.ListAccountsRequest;
import dev.parley.admin.v1.ListAccountsResponse;
import dev.parley.admin.v1.ListKeysRequest;
import dev.parley.admin.v1.ListKeysResponse;
import dev.parley.admin.v1.LoginRequest;
import dev.parley.admin.v1.LoginResponse;
import dev.parley.admin.v1.TestAllAccountsRequest;
import dev.parley.admin.v1.UpdateConfigRequest;
import dev.parley.admin.v1.UpdateConfigResponse;
import dev.parley.admin.v1.VerifyRequest;
import dev.parley.admin.v1.VerifyResponse;
import dev.parley.server.access.Actor;
import dev.parley.server.access.AdminSessions;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.grpc.Answers;
import dev.parley.server.frontend.grpc.CallActor;
import io.grpc.stub.StreamObserver;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** An admin service that remembers what it is asked, and does what the name of a thing says. */
final class ScriptedAdmin extends AdminServiceGrpc.AdminServiceImplBase {
    final BlockingQueue<Message> asked = new LinkedBlockingQueue<>();
    final CountDownLatch stopped = new CountDownLatch(1);
    private final AdminGrpcService real;

    /** Log-ins are as they really are. */
    ScriptedAdmin(AdminSessions sessions) {
        real = new AdminGrpcService(new AdminServices(null, null, null, null, null, null, sessions));
    }

    @Override
    public void login(LoginRequest request, StreamObserver<LoginResponse> observer) {
        real.login(request, observer);
    }

    @Override
    public void verify(VerifyRequest request, StreamObserver<VerifyResponse> observer) {
        real.verify(request, observer);
    }

    /** Tells who calls. */
    @Override
    public void listKeys(ListKeysRequest request, StreamObserver<ListKeysResponse> observer) {
        Actor actor = CallActor.actor();
        Answers.one(
                observer,
                () -> ListKeysResponse.newBuilder()
                        .addKeys(CallerKey.newBuilder()
                                .setId(actor.name())
                                .setPreview(actor.address())
                                .setCalls(actor.seesKeys() ? 1 : 0))
                        .build());
    }

    @Override
    public void deleteKey(DeleteKeyRequest request, StreamObserver<KeysChanged> observer) {
        asked.add(request);
        Answers.one(observer, KeysChanged::getDefaultInstance);
    }

    @Override
    public void listAccounts(ListAccountsRequest request, StreamObserver<ListAccountsResponse> observer) {
        asked.add(request);
        Answers.one(observer, ListAccountsResponse::getDefaultInstance);
    }

    @Override
    public void addAccount(AddAccountRequest request, StreamObserver<AccountsChanged> observer) {
        Answers.one(observer, () -> {
            throw request.getEmail().isEmpty()
                    ? ChatException.invalid("email", "There is no email.")
                    : new IllegalStateException("canary");
        });
    }

    @Override
    public void deleteAccount(DeleteAccountRequest request, StreamObserver<AccountsChanged> observer) {
        asked.add(request);
        Answers.one(observer, AccountsChanged::getDefaultInstance);
    }

    @Override
    public void updateConfig(UpdateConfigRequest request, StreamObserver<UpdateConfigResponse> observer) {
        asked.add(request);
        Answers.one(
                observer,
                () -> UpdateConfigResponse.newBuilder().setSuccess(true).build());
    }

    @Override
    public void watchAccountTests(TestAllAccountsRequest request, StreamObserver<AccountTestProgress> observer) {
        Answers.stream(observer, each -> watch(request.getModel(), each));
    }

    private void watch(String model, Consumer<AccountTestProgress> each) {
        try {
            each.accept(progress(1));
            switch (model) {
                case "endless" -> forever(each);
                case "silent" -> new CountDownLatch(1).await();
                case "failing" -> throw ChatException.invalid("model", "There is no such model.");
                case "broken" -> throw new IllegalStateException("canary");
                default -> each.accept(progress(2));
            }
        } catch (InterruptedException e) {
            throw ChatException.cancelled();
        } finally {
            stopped.countDown();
        }
    }

    private static void forever(Consumer<AccountTestProgress> each) {
        for (int i = 2; i > 0; i++) {
            each.accept(progress(i));
        }
    }

    private static AccountTestProgress progress(int done) {
        return AccountTestProgress.newBuilder().setDone(done).setTotal(2).build();
    }

    <T extends Message> T take(Class<T> type) {
        return type.cast(Objects.requireNonNull(asked.poll(), "nothing was asked"));
    }
}
