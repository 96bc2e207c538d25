package dev.parley.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.admin.v1.SyncVercelRequest;
import dev.parley.admin.v1.SyncVercelResponse;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.access.Actor;
import dev.parley.server.config.Admin;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.error.ErrorStatus;
import dev.parley.server.publish.vercel.VercelTarget;
import dev.parley.server.store.ManagedAccount;
import dev.parley.server.store.ManagedConfig;
import dev.parley.server.store.ModelMapping;
import dev.parley.server.store.Publication;
import dev.parley.testkit.FakeUpstream;
import dev.parley.testkit.FakeVercel;
import dev.parley.testkit.Reply;
import dev.parley.testkit.VercelCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("VC-01..VC-07: publishing to Vercel")
class VercelAdminTest {
    private static final String TOKEN = "secret-token-of-vercel";
    private static final Actor ACTOR = new Actor("admin", "127.0.0.1", true);
    private static final String CONFIG = "DS2API_CONFIG_JSON";
    private static final byte[] JSON = "{\"keys\":[\"secret\"]}".getBytes(UTF_8);

    private final Bench bench = Bench.of("ann@x.org:secret-of-ann", "secret-token", "bob@x.org:secret-of-bob");
    private final FakeVercel vercel = new FakeVercel(TOKEN, "team_1");
    private final List<VercelTarget> targets = new ArrayList<>();
    private int pauses;

    @AfterEach
    void stop() {
        targets.forEach(VercelTarget::close);
        vercel.close();
        bench.close();
    }

    @Test
    @DisplayName("VC-01: what the settings say, never the token")
    void tellsTheSettings() {
        var empty = admin(settings("", "", "")).config();
        assertThat(empty.getHasToken()).isFalse();
        assertThat(empty.getProjectId().hasNullValue() && empty.getTeamId().hasNullValue())
                .isTrue();
        var set = admin(settings(TOKEN, "prj", "")).config();
        assertThat(set.getHasToken()).isTrue();
        assertThat(set.getProjectId().getStringValue()).isEqualTo("prj");
        assertThat(set.getTeamId().hasNullValue()).isTrue();
    }

    @Test
    @DisplayName("VC-03, VC-04: log-ins, variables, credentials, deployment, in the seed's words")
    void publishes() {
        vercel.with(CONFIG, "old").with("OTHER", "kept");
        SyncVercelResponse told = sync(settings("", "", ""), request(TOKEN, FakeVercel.PROJECT, "team_1"));
        assertThat(told)
                .isEqualTo(SyncVercelResponse.newBuilder()
                        .setSuccess(true)
                        .setValidatedAccounts(3)
                        .addSavedCredentials("VERCEL_TOKEN")
                        .addSavedCredentials("VERCEL_PROJECT_ID")
                        .addSavedCredentials("VERCEL_TEAM_ID")
                        .setMessage("Config synced, redeploying...")
                        .setDeploymentUrl("https://fake-1.vercel.app")
                        .build());
        assertThat(vercel.asked())
                .containsExactly(
                        "GET /v9/projects/prj_fake/env",
                        "PATCH /v9/projects/prj_fake/env/env_DS2API_CONFIG_JSON",
                        "POST /v10/projects/prj_fake/env",
                        "POST /v10/projects/prj_fake/env",
                        "POST /v10/projects/prj_fake/env",
                        "GET /v9/projects/prj_fake",
                        "POST /v13/deployments");
        assertThat(vercel.variables().get(CONFIG))
                .isEqualTo(new FakeVercel.Variable(
                        Base64.getEncoder().encodeToString(JSON), "encrypted", List.of("production", "preview")));
        assertThat(vercel.variables().get("VERCEL_TOKEN").value()).isEqualTo(TOKEN);
        assertThat(vercel.variables().get("OTHER").value()).isEqualTo("kept");
        assertThat(vercel.requests().getLast().body())
                .contains("\"repoId\":\"4711\"", "\"ref\":\"trunk\"", "\"type\":\"github\"");
        assertThat(pauses).isOne();
        assertThat(bench.pool
                        .beside("bob@x.org")
                        .orElseThrow()
                        .credential()
                        .secret()
                        .reveal())
                .isEqualTo("bob@x.org/1");
    }

    @Test
    @DisplayName("VC-02: what the request leaves out comes from the settings, and is not saved")
    void usesTheSettings() {
        Admin.Vercel settings = settings(TOKEN, FakeVercel.PROJECT, "team_1");
        SyncVercelResponse told = sync(settings, request("__USE_PRECONFIG__", "", ""));
        assertThat(told.getSavedCredentialsList()).isEmpty();
        assertThat(vercel.variables()).containsOnlyKeys(CONFIG);
        sync(
                settings,
                request(TOKEN, "", "").toBuilder().setSaveCredentials(false).build());
        assertThat(vercel.variables()).containsOnlyKeys(CONFIG);
    }

    @ParameterizedTest
    @CsvSource({
        "'', prj, vercel_token, admin.vercel.token",
        "__USE_PRECONFIG__, prj, vercel_token, VERCEL_TOKEN",
        "t, '', project_id, admin.vercel.project-id",
        "t, ../x, project_id, characters",
        "a b, prj, vercel_token, characters",
    })
    @DisplayName("VC-02: without token or project, 400 that names what to set")
    void refuses(String token, String project, String field, String setting) {
        assertThatThrownBy(() -> sync(settings("", "", ""), request(token, project, "")))
                .hasMessageContaining(field)
                .hasMessageContaining(setting)
                .isInstanceOfSatisfying(
                        ChatException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_REQUEST));
        assertThat(vercel.requests()).isEmpty();
    }

    @Test
    @DisplayName("VC-03: accounts that cannot log in are listed and stop nothing; without auto_validate none is tried")
    void listsAccountsThatFail() {
        bench.host.know("bob@x.org:another-secret");
        SyncVercelResponse told =
                sync(settings(TOKEN, FakeVercel.PROJECT, "team_1"), SyncVercelRequest.getDefaultInstance());
        assertThat(told.getSuccess()).isTrue();
        assertThat(told.getValidatedAccounts()).isEqualTo(2);
        assertThat(told.getFailedAccountsList()).containsExactly("bob@x.org");
        bench.host.upstream().forget();
        SyncVercelRequest none =
                SyncVercelRequest.newBuilder().setAutoValidate(false).build();
        told = sync(settings(TOKEN, FakeVercel.PROJECT, "team_1"), none);
        assertThat(told.getValidatedAccounts()).isOne();
        assertThat(told.getFailedAccountsList()).isEmpty();
        assertThat(bench.host.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null | 0",
                "{\"type\":\"gitlab\",\"projectId\":1} | 0",
                "{\"type\":\"github\",\"repoId\":1} | 400",
                "{\"type\":\"github\",\"repoId\":1} | 403",
                "{\"type\":\"github\",\"repoId\":1} | 500",
            })
    @DisplayName("VC-04: not linked to GitHub, or refused: somebody has to deploy")
    void tellsThatSomebodyMustDeploy(String link, int status) {
        vercel.link(link);
        if (status != 0) {
            vercel.fail(VercelCall.DEPLOY, status);
        }
        SyncVercelResponse told = sync(settings("", "", ""), request(TOKEN, FakeVercel.PROJECT, "team_1"));
        assertThat(told.getMessage()).isEqualTo("Config synced to Vercel, please trigger redeploy manually");
        assertThat(told.getManualDeployRequired()).isTrue();
        assertThat(told.hasDeploymentUrl()).isFalse();
        assertThat(vercel.asked().stream().filter(asked -> asked.contains("deployments")))
                .hasSize(status == 0 ? 0 : 1);
        if (status != 0) {
            assertThat(vercel.requests().getLast().body()).contains("\"ref\":\"main\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "LIST, 401, 401",
        "LIST, 403, 401",
        "LIST, 404, 400",
        "LIST, 429, 502",
        "LIST, 500, 502",
        "CREATE, 400, 400",
        "PROJECT, 403, 401",
        "LIST, 302, 502",
    })
    @DisplayName("VC-05: Vercel's status as 400, 401 or 502, its words, and never the token")
    void mapsFailures(VercelCall call, int status, int expected) {
        vercel.fail(call, status);
        assertThatThrownBy(() -> sync(settings("", "", ""), request(TOKEN, FakeVercel.PROJECT, "team_1")))
                .isInstanceOfSatisfying(ChatException.class, e -> {
                    assertThat(ErrorStatus.of(e.code()).http()).isEqualTo(expected);
                    assertThat(e)
                            .hasMessageContaining("Vercel answered " + status)
                            .hasMessageContaining("no such luck")
                            .hasMessageContaining(expected == 502 ? "luck" : "prj_fake")
                            .hasMessageNotContaining(TOKEN);
                });
    }

    @Test
    @DisplayName("VC-05, SEC-02: a redirect is not followed, and silence or nonsense is 502")
    void mapsOtherFailures() {
        try (FakeUpstream elsewhere = FakeUpstream.lax(request -> Reply.json(200, "{\"envs\":[]}"));
                FakeUpstream odd = FakeUpstream.lax(request -> Reply.silence())) {
            odd.enqueue(Reply.json(307, "", "location: " + elsewhere.origin() + "/x"));
            odd.enqueue(Reply.json(200, "no JSON"));
            odd.enqueue(Reply.raw(""));
            Admin.Vercel settings = new Admin.Vercel(URI.create(odd.origin()), Secret.of(TOKEN), "prj", "");
            for (String said : List.of("307", "cannot be read", "did not answer")) {
                assertThatThrownBy(() -> sync(settings, SyncVercelRequest.getDefaultInstance()))
                        .hasMessageContaining(said)
                        .isInstanceOfSatisfying(
                                ChatException.class,
                                e -> assertThat(e.code()).isEqualTo(ErrorCode.ERROR_CODE_UPSTREAM_FAILED));
            }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    @DisplayName("VC-06: what was published is compared with what is in force; order and tokens do not count")
    void tellsWhetherItIsPublished() {
        VercelAdmin admin = admin(settings("", "", ""));
        assertThat(admin.status().getHasSyncedBefore()).isFalse();
        assertThat(admin.status().getLastSyncTime().hasNullValue()).isTrue();
        admin.sync(ACTOR, request(TOKEN, FakeVercel.PROJECT, "team_1"));
        assertThat(admin.status().getSynced()).isTrue();
        assertThat(admin.status().getHasSyncedBefore()).isTrue();
        assertThat(admin.status().getLastSyncTime().getNumberValue())
                .isEqualTo((double) bench.config.publication().at().getEpochSecond());
        assertThat(bench.config.publication().hash()).matches("[0-9a-f]{64}");
        List<ManagedAccount> accounts = new ArrayList<>(bench.config.accounts());
        Collections.reverse(accounts);
        accounts.replaceAll(account -> account.withToken(Secret.of("another")));
        bench.config = with(accounts, bench.config.publication());
        assertThat(admin.status().getSynced()).isTrue();
        bench.config = with(accounts.subList(1, 3), bench.config.publication());
        assertThat(admin.status().getSynced()).isFalse();
        assertThat(admin.status().getHasSyncedBefore()).isTrue();
    }

    private SyncVercelResponse sync(Admin.Vercel settings, SyncVercelRequest request) {
        return admin(settings).sync(ACTOR, request);
    }

    private VercelAdmin admin(Admin.Vercel settings) {
        VercelTarget target = new VercelTarget(settings.baseUrl());
        targets.add(target);
        return new VercelAdmin(
                settings,
                new VercelAdmin.Published(
                        () -> bench.config,
                        config -> JSON,
                        (actor, publication) -> bench.config = with(bench.config.accounts(), publication)),
                new MissingTokens(bench.probe, () -> pauses++),
                target,
                bench.clock);
    }

    private static ManagedConfig with(List<ManagedAccount> accounts, Publication publication) {
        return new ManagedConfig(List.of(), accounts, ModelMapping.UNSET, publication);
    }

    private Admin.Vercel settings(String token, String project, String team) {
        return new Admin.Vercel(URI.create(vercel.url() + '/'), Secret.of(token), project, team);
    }

    private static SyncVercelRequest request(String token, String project, String team) {
        return SyncVercelRequest.newBuilder()
                .setVercelToken(token)
                .setProjectId(project)
                .setTeamId(team)
                .build();
    }
}
