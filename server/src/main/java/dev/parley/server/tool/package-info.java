/**
 * Tools for models that have none (TOOL-01..TOOL-13): told in the prompt, and found in the text of the answer. Works on
 * the contract alone. Start at {@link dev.parley.server.tool.ToolEmulation}.
 */
@NullMarked
package dev.parley.server.tool;

import org.jspecify.annotations.NullMarked;
