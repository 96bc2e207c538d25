package dev.parley.server.store.sqlite;

import dev.parley.server.store.KeptTurn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A turn as it is on the disk; {@code items} are there only while it is written. */
record TurnRow(
        String id,
        String owner,
        long created,
        long expires,
        String previous,
        List<String> items,
        long bytes,
        byte[] request,
        byte[] answer) {

    static TurnRow sealed(KeptTurn turn, Keyring keyring) {
        return new TurnRow(
                turn.id(),
                turn.owner(),
                turn.created().toEpochMilli(),
                turn.expires().toEpochMilli(),
                turn.previous(),
                turn.items(),
                turn.bytes(),
                keyring.seal(place(turn.id(), "request"), turn.request()),
                keyring.seal(place(turn.id(), "answer"), turn.answer()));
    }

    static TurnRow read(ResultSet row) throws SQLException {
        return new TurnRow(
                row.getString("id"),
                row.getString("owner"),
                row.getLong("created"),
                row.getLong("expires"),
                row.getString("previous"),
                List.of(),
                row.getLong("bytes"),
                row.getBytes("request"),
                row.getBytes("answer"));
    }

    KeptTurn opened(Keyring keyring) {
        return new KeptTurn(
                id,
                owner,
                Instant.ofEpochMilli(created),
                Instant.ofEpochMilli(expires),
                previous,
                items,
                keyring.openBytes(place(id, "request"), request),
                keyring.openBytes(place(id, "answer"), answer));
    }

    /** What a seal is bound to. */
    static String place(String id, String column) {
        return "response/" + id + '/' + column;
    }
}
