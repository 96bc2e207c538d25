package dev.parley.server.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done in a transaction: all of it or nothing. It may be done again if the first time came to nothing. */
interface Work<T> {
    T run(Connection connection) throws SQLException;
}
