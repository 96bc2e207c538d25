package dev.parley.server.chat;

import dev.parley.server.config.RetrySettings;
import dev.parley.server.config.Timeouts;
import dev.parley.server.pool.CredentialPool;
import dev.parley.server.provider.Provider;

/**
 * A provider with what the pipeline needs to use it.
 *
 * @param pool its credentials
 * @param timeouts its time limits
 * @param retry how often one request is tried
 */
public record Backend(Provider provider, CredentialPool pool, Timeouts timeouts, RetrySettings retry) {}
