/** Vercel as a deployment target, by its REST API; start at {@link dev.parley.server.publish.vercel.VercelTarget}. */
@NullMarked
package dev.parley.server.publish.vercel;

import org.jspecify.annotations.NullMarked;
