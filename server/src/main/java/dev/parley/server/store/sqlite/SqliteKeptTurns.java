package dev.parley.server.store.sqlite;

import dev.parley.server.store.KeptTurn;
import dev.parley.server.store.KeptTurns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Turns as tables. Seals are made and opened by who calls, so that the writer's thread has less to do. */
final class SqliteKeptTurns implements KeptTurns {
    /** How many that have expired go with each that comes. */
    private static final int SWEPT_ALONG = 32;

    private final Writer writer;
    private final Keyring keyring;

    SqliteKeptTurns(Writer writer, Keyring keyring) {
        this.writer = writer;
        this.keyring = keyring;
    }

    @Override
    public boolean keep(KeptTurn turn, Instant now, long most) {
        TurnRow row = TurnRow.sealed(turn, keyring);
        return writer.call(connection -> {
            TurnRows.sweep(connection, now, SWEPT_ALONG);
            TurnRows.prolong(connection, turn.previous(), turn.expires());
            boolean room = TurnRows.makeRoom(connection, most - turn.bytes());
            boolean fits = room && (turn.previous().isEmpty() || TurnRows.exists(connection, turn.previous()));
            if (fits) {
                TurnRows.add(connection, row);
            }
            return fits;
        });
    }

    @Override
    public Optional<KeptTurn> find(String id, String owner, Instant now) {
        return opened(writer.call(connection -> TurnRows.visible(connection, id, owner, now)
                        ? TurnRows.chain(connection, id, 1)
                        : List.<TurnRow>of()))
                .stream()
                .findFirst();
    }

    @Override
    public Optional<KeptTurn> holding(String item, String owner, Instant now) {
        return opened(writer.call(connection -> holder(connection, item, owner, now))).stream()
                .findFirst();
    }

    @Override
    public Optional<Conversation> conversation(String id, String owner, Instant now, Instant until, long most) {
        record Read(long bytes, List<TurnRow> rows) {}
        Read read = writer.call(connection -> {
            if (!TurnRows.visible(connection, id, owner, now)) {
                return new Read(0, List.of());
            }
            TurnRows.prolong(connection, id, until);
            long bytes = TurnRows.bytes(connection, id);
            return new Read(bytes, bytes > most ? List.of() : TurnRows.chain(connection, id, Integer.MAX_VALUE));
        });
        return read.bytes == 0 ? Optional.empty() : Optional.of(new Conversation(opened(read.rows), read.bytes));
    }

    @Override
    public boolean delete(String id, String owner, Instant now) {
        return writer.call(connection -> {
            boolean there = TurnRows.visible(connection, id, owner, now);
            if (there) {
                TurnRows.delete(connection, id);
            }
            return there;
        });
    }

    @Override
    public int sweep(Instant now, int most) {
        return writer.call(connection -> TurnRows.sweep(connection, now, most));
    }

    private static List<TurnRow> holder(Connection connection, String item, String owner, Instant now)
            throws SQLException {
        List<String> holders = TurnRows.holders(connection, item, owner, now);
        return holders.isEmpty() ? List.of() : TurnRows.chain(connection, holders.getFirst(), 1);
    }

    private List<KeptTurn> opened(List<TurnRow> rows) {
        return rows.stream().map(row -> row.opened(keyring)).toList();
    }
}
