/** What the management API tells of the gateway as a whole, without its wire. */
@NullMarked
package dev.parley.server.management.system;

import org.jspecify.annotations.NullMarked;
