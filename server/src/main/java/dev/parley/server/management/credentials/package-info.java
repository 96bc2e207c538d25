/**
 * What the management API does with credentials, without its wire: list, upload, switch, validate, probe. Its own
 * package below management, since its rules (what is stored, what is shown, what an archive may hold) concern nobody
 * else there; start at {@link dev.parley.server.management.credentials.CredentialAdmin}.
 */
@NullMarked
package dev.parley.server.management.credentials;

import org.jspecify.annotations.NullMarked;
