package dev.parley.server.cli;

import com.google.protobuf.Message;
import dev.parley.admin.v1.Account;
import dev.parley.admin.v1.AccountTest;
import dev.parley.admin.v1.AccountTestProgress;
import dev.parley.admin.v1.AccountsChanged;
import dev.parley.admin.v1.AddAccountRequest;
import dev.parley.admin.v1.AddKeyRequest;
import dev.parley.admin.v1.AdminServiceGrpc.AdminServiceImplBase;
import dev.parley.admin.v1.CallerKey;
import dev.parley.admin.v1.DeleteAccountRequest;
import dev.parley.admin.v1.DeleteKeyRequest;
import dev.parley.admin.v1.ExportRequest;
import dev.parley.admin.v1.ExportResponse;
import dev.parley.admin.v1.ImportRequest;
import dev.parley.admin.v1.ImportResponse;
import dev.parley.admin.v1.KeysChanged;
import dev.parley.admin.v1.ListAccountsRequest;
import dev.parley.admin.v1.ListAccountsResponse;
import dev.parley.admin.v1.ListKeysRequest;
import dev.parley.admin.v1.ListKeysResponse;
import dev.parley.admin.v1.TestAccountRequest;
import dev.parley.admin.v1.TestAllAccountsRequest;
import dev.parley.admin.v1.TestAllAccountsResponse;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An admin API on a socket that answers what its accounts say, and remembers what it was asked. */
final class AdminServer extends AdminServiceImplBase implements AutoCloseable {
    static final String KEY = "admin-of-the-test";
    static final String EXPORT = "{\"keys\":[\"secret-of-ann\"],\"accounts\":[]}";

    /** Requests that were let in. */
    final List<Message> asked = new CopyOnWriteArrayList<>();

    private final List<AccountTest> accounts;
    private final Server server;

    AdminServer(AccountTest... accounts) throws IOException {
        this.accounts = List.of(accounts);
        server = Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                .addService(this)
                .intercept(new Guard())
                .build()
                .start();
    }

    static AccountTest works(String account) {
        return AccountTest.newBuilder()
                .setAccount(account)
                .setSuccess(true)
                .setResponseTime(12)
                .setMessage("fine")
                .build();
    }

    static AccountTest fails(String account) {
        return AccountTest.newBuilder()
                .setAccount(account)
                .setMessage("wrong\npassword")
                .build();
    }

    Cli.Shell shell() {
        return Cli.shell()
                .with("PARLEY_URL", "http://127.0.0.1:" + server.getPort())
                .with("PARLEY_ADMIN_KEY", KEY);
    }

    @Override
    public void listKeys(ListKeysRequest request, StreamObserver<ListKeysResponse> reply) {
        CallerKey key = CallerKey.newBuilder()
                .setId("key-1")
                .setPreview("sec…ann")
                .setCalls(7)
                .setInputTokens(1234567)
                .build();
        answer(request, ListKeysResponse.newBuilder().addKeys(key).build(), reply);
    }

    @Override
    public void addKey(AddKeyRequest request, StreamObserver<KeysChanged> reply) {
        answer(
                request,
                KeysChanged.newBuilder().setSuccess(true).setTotalKeys(3).build(),
                reply);
    }

    @Override
    public void deleteKey(DeleteKeyRequest request, StreamObserver<KeysChanged> reply) {
        answer(
                request,
                KeysChanged.newBuilder().setSuccess(true).setTotalKeys(2).build(),
                reply);
    }

    @Override
    public void listAccounts(ListAccountsRequest request, StreamObserver<ListAccountsResponse> reply) {
        int size = request.getPageSize();
        List<Account> all = new ArrayList<>();
        accounts.forEach(test -> all.add(Account.newBuilder()
                .setIdentifier(test.getAccount())
                .setHasPassword(true)
                .build()));
        int from = Math.min(all.size(), (request.getPage() - 1) * size);
        ListAccountsResponse page = ListAccountsResponse.newBuilder()
                .addAllItems(all.subList(from, Math.min(all.size(), from + size)))
                .setTotal(all.size())
                .setPage(request.getPage())
                .setPageSize(size)
                .setTotalPages(Math.max(1, Math.ceilDiv(all.size(), size)))
                .build();
        answer(request, page, reply);
    }

    @Override
    public void addAccount(AddAccountRequest request, StreamObserver<AccountsChanged> reply) {
        answer(
                request,
                AccountsChanged.newBuilder()
                        .setSuccess(true)
                        .setTotalAccounts(6)
                        .build(),
                reply);
    }

    @Override
    public void deleteAccount(DeleteAccountRequest request, StreamObserver<AccountsChanged> reply) {
        reply.onError(Status.NOT_FOUND
                .withDescription("No account \"%s\".".formatted(request.getIdentifier()))
                .asRuntimeException());
    }

    @Override
    public void testAccount(TestAccountRequest request, StreamObserver<AccountTest> reply) {
        answer(request, accounts.getFirst(), reply);
    }

    @Override
    public void testAllAccounts(TestAllAccountsRequest request, StreamObserver<TestAllAccountsResponse> reply) {
        answer(
                request,
                TestAllAccountsResponse.newBuilder()
                        .addAllResults(accounts)
                        .setTotal(accounts.size())
                        .build(),
                reply);
    }

    @Override
    public void watchAccountTests(TestAllAccountsRequest request, StreamObserver<AccountTestProgress> reply) {
        for (int i = 0; i < accounts.size(); i++) {
            reply.onNext(AccountTestProgress.newBuilder()
                    .setResult(accounts.get(i))
                    .setDone(i + 1)
                    .setTotal(accounts.size())
                    .build());
        }
        reply.onCompleted();
    }

    @Override
    public void import_(ImportRequest request, StreamObserver<ImportResponse> reply) {
        answer(
                request,
                ImportResponse.newBuilder()
                        .setSuccess(true)
                        .setImportedKeys(request.getKeysCount())
                        .setImportedAccounts(request.getAccountsCount())
                        .build(),
                reply);
    }

    @Override
    public void export(ExportRequest request, StreamObserver<ExportResponse> reply) {
        answer(request, ExportResponse.newBuilder().setJson(EXPORT).build(), reply);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private <T> void answer(Message request, T answer, StreamObserver<T> reply) {
        asked.add(request);
        reply.onNext(answer);
        reply.onCompleted();
    }

    /** Lets in who has the key. */
    private static final class Guard implements ServerInterceptor {
        private static final Metadata.Key<String> AUTHORIZATION =
                Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            if (("Bearer " + KEY).equals(headers.get(AUTHORIZATION))) {
                return next.startCall(call, headers);
            }
            call.close(Status.UNAUTHENTICATED.withDescription("Wrong admin key."), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }
}
