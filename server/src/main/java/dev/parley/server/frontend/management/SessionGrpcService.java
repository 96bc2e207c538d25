package dev.parley.server.frontend.management;

import static dev.parley.server.frontend.grpc.CallActor.actor;

import com.google.protobuf.util.Timestamps;
import dev.parley.management.v1.LoginRequest;
import dev.parley.management.v1.LoginResponse;
import dev.parley.management.v1.LogoutRequest;
import dev.parley.management.v1.LogoutResponse;
import dev.parley.management.v1.SessionServiceGrpc;
import dev.parley.server.access.ManagementAccess;
import dev.parley.server.access.Presented;
import dev.parley.server.frontend.grpc.Answers;
import dev.parley.server.frontend.transcode.HttpExchange;
import io.grpc.stub.StreamObserver;
import java.time.Duration;

/** {@code parley.management.v1.SessionService}. Over HTTP it keeps the session's cookie, too. */
final class SessionGrpcService extends SessionServiceGrpc.SessionServiceImplBase {
    private final ManagementAccess access;

    SessionGrpcService(ManagementAccess access) {
        this.access = access;
    }

    @Override
    public void login(LoginRequest request, StreamObserver<LoginResponse> observer) {
        Answers.one(observer, () -> login(request));
    }

    @Override
    public void logout(LogoutRequest request, StreamObserver<LogoutResponse> observer) {
        Answers.one(observer, this::logout);
    }

    private LoginResponse login(LoginRequest request) {
        ManagementAccess.Login login = access.login(actor().address(), request.getKey(), request.getTtlHours());
        cookie(login.token(), login.validFor());
        return LoginResponse.newBuilder()
                .setToken(login.token())
                .setSessionId(login.sessionId())
                .setExpiresAt(Timestamps.fromMillis(login.expiresAt().toEpochMilli()))
                .build();
    }

    private LogoutResponse logout() {
        access.logout(actor().address(), Entrance.current().presented());
        cookie("", Duration.ZERO);
        return LogoutResponse.newBuilder().setMessage("logged out").build();
    }

    /** An empty one that is over at once takes the place of what the browser has. */
    private static void cookie(String token, Duration validFor) {
        String secure = Entrance.current().secure() ? "; Secure" : "";
        String cookie = "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s"
                .formatted(Presented.COOKIE, token, validFor.toSeconds(), secure);
        HttpExchange.current().ifPresent(http -> http.header("Set-Cookie", cookie));
    }
}
