package dev.parley.server.management.credentials;

import static dev.parley.server.management.credentials.CredentialBench.ACTOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.management.v1.ListCredentialsRequest;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.CredentialView;
import dev.parley.server.pool.Lease;
import dev.parley.server.pool.Turn;
import dev.parley.server.pool.Wanted;
import dev.parley.server.store.Documents.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MA-50: what cannot be kept is not done; what is done is kept and written down")
class KeptChangesTest {
    @Test
    void changesNothing_whenTheDiskIsFull() {
        try (CredentialBench bench = new CredentialBench()) {
            bench.upload("ann");
            bench.services.admin().disable(ACTOR, "ann");
            bench.deeds.clear();
            bench.documents.broken = true;
            CredentialAdmin admin = bench.services.admin();
            for (ThrowingCallable change : List.<ThrowingCallable>of(
                    () -> bench.upload("bob"), () -> admin.delete(ACTOR, "ann"), () -> admin.enable(ACTOR, "ann"))) {
                assertThatExceptionOfType(ChatException.class)
                        .isThrownBy(change)
                        .satisfies(e -> {
                            assertThat(e.blame()).isEqualTo(Blame.GATEWAY);
                            assertThat(e.error().getReason()).isEqualTo("store_failed");
                        })
                        .withMessageStartingWith("Nothing was changed");
            }
            assertThat(bench.pool.credentials()).extracting(CredentialView::id).containsExactly("ann");
            assertThat(bench.pool.credentials().getFirst().disabled()).isTrue();
            assertThat(bench.deeds).isEmpty();
            bench.documents.broken = false;
            admin.enable(ACTOR, "ann");
            assertThat(bench.documents.all(Kind.CREDENTIAL_STATE)).isEmpty();
        }
    }

    @Test
    @DisplayName("bans are kept without a call waiting for the disk, and at the latest at the end")
    void keepsBans() {
        CredentialBench bench = new CredentialBench(
                "PROVIDERS_G_POOL_BAN_ENABLED", "true", "PROVIDERS_G_POOL_BAN_FORBIDDEN_AFTER", "1");
        bench.upload("ann");
        bench.documents.broken = true;
        try (Lease lease = lease(bench)) {
            lease.failed(ChatException.of(ErrorCode.ERROR_CODE_PERMISSION_DENIED, Blame.CREDENTIAL, "forbidden", "no")
                    .upstream("g", 403, "")
                    .build());
        }
        assertThat(bench.pool.credentials().getFirst().autoBanned()).isTrue();
        bench.documents.broken = false;
        bench.close();

        assertThat(bench.documents.all(Kind.CREDENTIAL_STATE))
                .containsOnlyKeys("g/ann")
                .allSatisfy((id, text) -> assertThat(text).contains("\"ban_until\":\"2026-01-01T01:00:00Z\""));
        MarkStore next = new MarkStore(bench.documents);
        assertThat(next.of("g").load()).singleElement().satisfies(mark -> {
            assertThat(mark.id()).isEqualTo("ann");
            assertThat(mark.disabled()).isFalse();
            assertThat(mark.banUntil()).isEqualTo(bench.clock.instant().plus(Duration.ofHours(1)));
            assertThat(mark.bannedReason()).isNotEmpty();
        });
        assertThat(next.of("h").load()).isEmpty();
        next.close();
    }

    @Test
    void writesDeedsDown() {
        try (CredentialBench bench = new CredentialBench()) {
            CredentialAdmin admin = bench.services.admin();
            bench.upload("ann");
            bench.upload("ann");
            admin.disable(ACTOR, "ann");
            admin.enable(ACTOR, "ann");
            admin.recover(ACTOR, "g:ann");
            admin.recoverAll(ACTOR);
            admin.reload(ACTOR);
            admin.delete(ACTOR, "ann");
            admin.list(ListCredentialsRequest.getDefaultInstance());

            assertThat(bench.deeds)
                    .containsExactly(
                            "ann credential.upload g/ann",
                            "ann credential.disable g/ann",
                            "ann credential.enable g/ann",
                            "ann credential.recover g/ann",
                            "ann credential.recover-all 0",
                            "ann credential.reload 0",
                            "ann credential.delete g/ann");
        }
    }

    private static Lease lease(CredentialBench bench) {
        Wanted wanted =
                new Wanted("m", "", Set.of(), false, bench.clock.instant().plusSeconds(9));
        return ((Turn.Granted) bench.pool.ask(wanted).next()).lease();
    }
}
