package dev.parley.server.management.credentials;

import dev.parley.server.pool.CredentialView;

/** A credential that is in force: whose it is, where it stands, and how it does. */
record Held(ManagedPool pool, Entry entry, CredentialView view) {
    String id() {
        return view.id();
    }

    /** For the audit log. */
    String subject() {
        return pool.name() + '/' + id();
    }
}
