package dev.parley.server.pool;

/** A credential that was chosen, what chose it, and in which era of the {@link Breaker}. */
record Choice(CredentialState state, Lease.Reason reason, int era) {}
