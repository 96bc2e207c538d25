/**
 * Credential files as Google's tools and the management API write them. Depends on config, json and pool; start at
 * {@link dev.parley.server.credential.CredentialFile}.
 */
@NullMarked
package dev.parley.server.credential;

import org.jspecify.annotations.NullMarked;
