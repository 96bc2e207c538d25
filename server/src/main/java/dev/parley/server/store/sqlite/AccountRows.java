package dev.parley.server.store.sqlite;

import dev.parley.server.config.Secret;
import dev.parley.server.store.ManagedAccount;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Accounts, in the order of their positions. A row is bound to the account's id. */
final class AccountRows {
    private final Keyring keyring;

    AccountRows(Keyring keyring) {
        this.keyring = keyring;
    }

    List<ManagedAccount> read(Connection connection) throws SQLException {
        return Sql.query(
                connection,
                row -> {
                    String id = row.getString("id");
                    return new ManagedAccount(
                            id,
                            row.getString("email"),
                            row.getString("mobile"),
                            keyring.open(place(id, "password"), row.getBytes("password")),
                            keyring.open(place(id, "token"), row.getBytes("token")));
                },
                "SELECT id, email, mobile, password, token FROM account ORDER BY position");
    }

    void write(Connection connection, List<ManagedAccount> before, List<ManagedAccount> next) throws SQLException {
        if (before.equals(next)) {
            return;
        }
        Map<String, Long> old = positions(connection);
        Set<ManagedAccount> same = new HashSet<>(before);
        Positions positions = new Positions();
        for (ManagedAccount account : next) {
            Long had = old.remove(account.id());
            long position = positions.next(had);
            if (had == null || !same.contains(account)) {
                put(connection, account, position);
            } else if (had != position) {
                Sql.update(connection, "UPDATE account SET position = ? WHERE id = ?", position, account.id());
            }
        }
        for (String id : old.keySet()) {
            Sql.update(connection, "DELETE FROM account WHERE id = ?", id);
        }
    }

    void reseal(Connection connection) throws SQLException {
        for (ManagedAccount account : read(connection)) {
            Sql.update(
                    connection,
                    "UPDATE account SET password = ?, token = ? WHERE id = ?",
                    seal(account.id(), "password", account.password()),
                    seal(account.id(), "token", account.token()),
                    account.id());
        }
    }

    private void put(Connection connection, ManagedAccount account, long position) throws SQLException {
        Sql.update(
                connection,
                "INSERT OR REPLACE INTO account (id, position, email, mobile, password, token) VALUES (?, ?, ?, ?, ?, ?)",
                account.id(),
                position,
                account.email(),
                account.mobile(),
                seal(account.id(), "password", account.password()),
                seal(account.id(), "token", account.token()));
    }

    private byte[] seal(String id, String column, Secret secret) {
        return keyring.seal(place(id, column), secret);
    }

    private static Map<String, Long> positions(Connection connection) throws SQLException {
        Map<String, Long> all = new HashMap<>();
        Sql.query(
                connection,
                row -> all.put(row.getString("id"), row.getLong("position")),
                "SELECT id, position FROM account");
        return all;
    }

    private static String place(String id, String column) {
        return "account/" + id + '/' + column;
    }
}
