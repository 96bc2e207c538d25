/**
 * The store in a folder of its own: a SQLite file, the key of its secrets, and a lock. Start at
 * {@link dev.parley.server.store.sqlite.SqliteStore}; docs/store.md says what is where.
 */
@NullMarked
package dev.parley.server.store.sqlite;

import org.jspecify.annotations.NullMarked;
