/**
 * The admin API's work, without its wire: each class does some of the rpcs of {@code parley.admin.v1}. Start at
 * {@link dev.parley.server.admin.ManagedState}.
 */
@NullMarked
package dev.parley.server.admin;

import org.jspecify.annotations.NullMarked;
