package dev.parley.server.frontend.transcode;

import com.google.api.HttpRule;
import io.grpc.MethodDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * What an rpc has over REST besides its {@code google.api.http} rule.
 *
 * @param rule a path; null: those of its own rule
 * @param form how it is read from a form; null: it is not. Where its path takes no JSON, a form is what it takes
 */
public record HttpExtra(
        MethodDescriptor<?, ?> method,
        @Nullable HttpRule rule,
        @Nullable HttpForm form) {}
