/**
 * Runs the curl examples of a document and compares each answer with it: {@link dev.parley.testkit.curl.CurlExamples}.
 */
@NullMarked
package dev.parley.testkit.curl;

import org.jspecify.annotations.NullMarked;
