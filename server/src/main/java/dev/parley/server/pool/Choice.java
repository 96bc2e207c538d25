package dev.parley.server.pool;

/** A credential that was chosen, and what chose it. */
record Choice(CredentialState state, Lease.Reason reason) {}
