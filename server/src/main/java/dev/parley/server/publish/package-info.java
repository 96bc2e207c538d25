/**
 * Publishing the configuration to where another gateway runs (VC-07). Depends on config and error; start at
 * {@link dev.parley.server.publish.DeploymentTarget}.
 */
@NullMarked
package dev.parley.server.publish;

import org.jspecify.annotations.NullMarked;
