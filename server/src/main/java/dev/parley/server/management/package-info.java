/**
 * What the management API does, an area each in the packages below; here is what they share. Depends on pool, provider,
 * routing, usage, access and store; start at docs/management.md.
 */
@NullMarked
package dev.parley.server.management;

import org.jspecify.annotations.NullMarked;
