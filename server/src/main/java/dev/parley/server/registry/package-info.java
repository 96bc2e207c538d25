/**
 * The models that operators offer, under which names and how each is used: entries, templates, groups, capabilities and
 * the grammar of variants. Depends on routing, store, access and error; start at
 * {@link dev.parley.server.registry.ModelRegistry}.
 */
@NullMarked
package dev.parley.server.registry;

import org.jspecify.annotations.NullMarked;
