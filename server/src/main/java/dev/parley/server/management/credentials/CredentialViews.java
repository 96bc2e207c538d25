package dev.parley.server.management.credentials;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import dev.parley.http.ProtoJson;
import dev.parley.management.v1.Credential;
import dev.parley.management.v1.CredentialDetail;
import dev.parley.server.credential.CredentialFile;
import dev.parley.server.management.Times;
import dev.parley.server.pool.CredentialView;
import dev.parley.server.pool.LogIn;

/** Credentials as the management API shows them: without their secrets, and without a hint how long they are. */
final class CredentialViews {
    private static final String ACCOUNT = "account";
    private static final String MASK = "***";

    private CredentialViews() {}

    static Credential of(Held held) {
        CredentialView view = held.view();
        long outcomes = view.successCount() + view.failureCount();
        Credential.Builder shown = Credential.newBuilder()
                .setId(view.id())
                .setFilename(held.entry().filename())
                .setProvider(held.pool().name())
                .setType(type(held))
                .setEmail(email(held))
                .setProjectId(project(held))
                .setDisabled(view.disabled())
                .setAutoBanned(view.autoBanned())
                .setBannedReason(view.bannedReason())
                .setHealthy(view.healthy())
                .setScore(view.healthScore())
                .setHealthScore((view.successCount() + 1.0) / (outcomes + 1.0))
                .setFailureWeight(view.failureWeight())
                .setTotalRequests(view.totalRequests())
                .setSuccessCount(view.successCount())
                .setFailureCount(view.failureCount())
                .setConsecutiveFails(view.consecutiveFails())
                .setLastErrorCode(view.lastErrorCode())
                .setSuccessRate(outcomes == 0 ? 0 : (double) view.successCount() / outcomes)
                .setInFlight(view.inFlight());
        if (view.banUntil() != null) {
            shown.setBanUntil(Times.of(view.banUntil()));
        }
        if (view.lastSuccess() != null) {
            shown.setLastSuccess(Times.of(view.lastSuccess()));
        }
        if (view.lastFailure() != null) {
            shown.setLastFailure(Times.of(view.lastFailure()));
        }
        return shown.build();
    }

    static CredentialDetail detail(Held held) {
        return CredentialDetail.newBuilder()
                .setCredential(of(held))
                .setFailureReason(failure(held.view()))
                .setContent(content(held))
                .setSource(held.entry().source().word())
                .build();
    }

    static String email(Held held) {
        CredentialFile file = held.entry().file();
        LogIn logIn = held.entry().credential().logIn();
        if (file != null) {
            return file.email();
        }
        return logIn == null ? "" : logIn.email();
    }

    static String project(Held held) {
        CredentialFile file = held.entry().file();
        return file == null ? "" : file.projectId();
    }

    private static String type(Held held) {
        CredentialFile file = held.entry().file();
        if (file != null) {
            return file.kind().word();
        }
        return held.pool().pool().hasAccounts() ? ACCOUNT : CredentialFile.Kind.API_KEY.word();
    }

    private static String failure(CredentialView view) {
        if (view.lastFailure() == null) {
            return "";
        }
        return view.bannedReason().isEmpty() ? "HTTP " + view.lastErrorCode() : view.bannedReason();
    }

    private static Struct content(Held held) {
        CredentialFile file = held.entry().file();
        return file == null ? made(held) : read(file.redacted());
    }

    /** What a file would hold that had this credential. */
    private static Struct made(Held held) {
        Struct.Builder content = Struct.newBuilder().putFields("type", text(type(held)));
        LogIn logIn = held.entry().credential().logIn();
        if (logIn != null) {
            content.putFields("email", text(logIn.email()));
            content.putFields("mobile", text(logIn.mobile()));
            content.putFields("password", text(MASK));
        }
        String secret = type(held).equals(ACCOUNT) ? "token" : "api_key";
        return content.putFields(secret, text(MASK)).build();
    }

    private static Struct read(String json) {
        Struct.Builder content = Struct.newBuilder();
        try {
            ProtoJson.read(json, content);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the file has been read before", e);
        }
        return content.build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }
}
