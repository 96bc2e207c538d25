/**
 * A Parley in the process of a test, which answers as the test says: for testing services that use Parley, or any SDK
 * pointed at it, without a network. Start at {@link dev.parley.test.ParleyExtension}, or without JUnit at
 * {@link dev.parley.test.ScriptedParley}.
 */
@NullMarked
package dev.parley.test;

import org.jspecify.annotations.NullMarked;
