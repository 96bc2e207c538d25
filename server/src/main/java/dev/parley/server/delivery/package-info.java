/**
 * How an answer is handed over: whole answers told as streams, and answers continued that ended too early. Pure;
 * depends on the contract and config. Start at {@link dev.parley.server.delivery.FakeTurn}.
 */
@NullMarked
package dev.parley.server.delivery;

import org.jspecify.annotations.NullMarked;
