package dev.parley.server.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.store.KeptTurn;
import dev.parley.server.store.KeptTurns;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("RS-05: turns in a real database")
class KeptTurnsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TTL = Duration.ofMinutes(15);
    private static final long ROOMY = 1 << 20;

    @TempDir
    private Path folder;

    private SqliteStore store;
    private KeptTurns turns;

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder, Map.of());
        turns = store.turns();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void givesBackWhatWasKept_afterRestartToo() {
        keep("a", "", NOW);
        keep("b", "a", NOW);
        close();
        open();
        KeptTurn found = turns.find("b", "ann", NOW).orElseThrow();
        assertThat(found.previous()).isEqualTo("a");
        assertThat(found.created()).isEqualTo(NOW);
        assertThat(found.expires()).isEqualTo(NOW.plus(TTL));
        assertThat(text(found.request())).isEqualTo("asked b");
        assertThat(text(found.answer())).isEqualTo("told b");
        assertThat(conversation("b", NOW)).containsExactly("a", "b");
    }

    @Test
    void showsTurnToNobodyElse() {
        keep("a", "", NOW);
        assertThat(turns.find("a", "bob", NOW)).isEmpty();
        assertThat(turns.holding("item-a", "bob", NOW)).isEmpty();
        assertThat(turns.conversation("a", "bob", NOW, NOW, ROOMY)).isEmpty();
        assertThat(turns.delete("a", "bob", NOW)).isFalse();
        assertThat(turns.find("a", "ann", NOW)).isPresent();
    }

    @Test
    void forgetsTurn_whenItsTimeIsOver() {
        keep("a", "", NOW);
        assertThat(turns.find("a", "ann", NOW.plus(TTL).minusMillis(1))).isPresent();
        assertThat(turns.find("a", "ann", NOW.plus(TTL))).isEmpty();
        assertThat(turns.conversation("a", "ann", NOW.plus(TTL), NOW, ROOMY)).isEmpty();
        assertThat(turns.sweep(NOW.plus(TTL).minusMillis(1), 9)).isZero();
        assertThat(turns.sweep(NOW.plus(TTL), 9)).isOne();
        assertThat(turns.sweep(NOW.plus(TTL), 9)).isZero();
    }

    @Test
    void keepsWholeChain_whileItIsContinued() {
        Instant later = NOW.plus(TTL).minusSeconds(1);
        keep("a", "", NOW);
        keep("b", "a", later);
        assertThat(turns.find("a", "ann", NOW.plus(TTL))).isPresent();
        Instant latest = later.plus(TTL).minusSeconds(1);
        turns.conversation("b", "ann", latest, latest.plus(TTL), ROOMY);
        assertThat(conversation("b", latest.plusSeconds(30))).containsExactly("a", "b");
    }

    @Test
    void continuesOneTurnTwice() {
        keep("a", "", NOW);
        keep("left", "a", NOW);
        keep("right", "a", NOW);
        assertThat(conversation("left", NOW)).containsExactly("a", "left");
        assertThat(conversation("right", NOW)).containsExactly("a", "right");
    }

    @Test
    void keepsWhatOthersContinue_whenItIsDeleted() {
        keep("a", "", NOW);
        keep("b", "a", NOW);
        assertThat(turns.delete("a", "ann", NOW)).isTrue();
        assertThat(turns.delete("a", "ann", NOW)).isFalse();
        assertThat(turns.find("a", "ann", NOW)).isEmpty();
        assertThat(turns.holding("item-a", "ann", NOW)).isEmpty();
        assertThat(turns.conversation("a", "ann", NOW, NOW, ROOMY)).isEmpty();
        assertThat(conversation("b", NOW)).containsExactly("a", "b");
        assertThat(keep("c", "b", NOW)).isTrue();
        assertThat(conversation("c", NOW)).containsExactly("a", "b", "c");
    }

    @Test
    void leavesNothing_whenAllIsDeleted() {
        keep("a", "", NOW);
        keep("b", "a", NOW);
        keep("c", "b", NOW);
        List.of("a", "b", "c").forEach(id -> turns.delete(id, "ann", NOW));
        assertThat(turns.sweep(NOW.plus(TTL), 9)).isZero();
    }

    @Test
    void keepsNothing_thatContinuesWhatIsGone() {
        assertThat(keep("b", "a", NOW)).isFalse();
        assertThat(turns.find("b", "ann", NOW)).isEmpty();
    }

    @Test
    void findsLatestTurnWithItem() {
        keep("a", "", NOW);
        turns.keep(turn("b", "", NOW.plusSeconds(1), "item-a"), NOW, ROOMY);
        assertThat(turns.holding("item-a", "ann", NOW).map(KeptTurn::id)).hasValue("b");
        turns.delete("b", "ann", NOW);
        assertThat(turns.holding("item-a", "ann", NOW).map(KeptTurn::id)).hasValue("a");
        assertThat(turns.holding("item-b", "ann", NOW)).isEmpty();
    }

    @Test
    void makesRoom_byForgettingWhatExpiresFirst() {
        long three = 3 * turn("a", "", NOW, "x").bytes();
        for (int i = 0; i < 3; i++) {
            assertThat(turns.keep(turn("" + i, "", NOW.plusSeconds(i), "x"), NOW, three))
                    .isTrue();
        }
        turns.conversation("0", "ann", NOW, NOW.plus(TTL).plusSeconds(9), ROOMY);
        assertThat(turns.keep(turn("3", "", NOW.plusSeconds(3), "x"), NOW, three))
                .isTrue();
        assertThat(turns.find("1", "ann", NOW)).isEmpty();
        for (String id : List.of("0", "2", "3")) {
            assertThat(turns.find(id, "ann", NOW)).as(id).isPresent();
        }
        assertThat(turns.keep(turn("4", "", NOW, "x"), NOW, 3)).isFalse();
        assertThat(turns.find("3", "ann", NOW)).isPresent();
    }

    @Test
    void forgetsWhatHasExpired_withEachTurnThatComes() {
        keep("a", "", NOW);
        keep("b", "", NOW.plus(TTL));
        assertThat(turns.sweep(NOW.plus(TTL), 9)).isZero();
    }

    @Test
    void tellsSizeAlone_whenConversationIsTooLong() {
        keep("a", "", NOW);
        keep("b", "a", NOW);
        KeptTurns.Conversation found =
                turns.conversation("b", "ann", NOW, NOW, 20).orElseThrow();
        assertThat(found.turns()).isEmpty();
        assertThat(found.bytes()).isEqualTo("asked a".length() * 2 + "told a".length() * 2);
    }

    @Test
    void isPartOfBackup() {
        keep("a", "", NOW);
        Path file = folder.resolveSibling(folder.getFileName() + ".backup");
        Backup.write(folder, Map.of(), file, true);
        Path other = folder.resolveSibling(folder.getFileName() + "-restored");
        Restore.run(other, Map.of(), file, NOW);
        try (SqliteStore restored = SqliteStore.open(other, Map.of())) {
            assertThat(restored.turns().find("a", "ann", NOW)).isPresent();
        }
    }

    private boolean keep(String id, String previous, Instant now) {
        return turns.keep(turn(id, previous, now, "item-" + id), now, ROOMY);
    }

    private List<String> conversation(String id, Instant now) {
        Optional<KeptTurns.Conversation> found = turns.conversation(id, "ann", now, now, ROOMY);
        return found.orElseThrow().turns().stream().map(KeptTurn::id).toList();
    }

    static KeptTurn turn(String id, String previous, Instant now, String item) {
        return new KeptTurn(
                id, "ann", now, now.plus(TTL), previous, List.of(item), bytes("asked " + id), bytes("told " + id));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
