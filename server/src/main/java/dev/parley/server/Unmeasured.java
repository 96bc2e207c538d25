package dev.parley.server;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.management.v1.GetUsageRequest;
import dev.parley.management.v1.Usage;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.management.system.MetricsSource;
import dev.parley.server.management.system.UsageSource;

/** A gateway that counts nothing says so. */
final class Unmeasured implements MetricsSource, UsageSource {
    @Override
    public String text() {
        throw unmeasured();
    }

    @Override
    public String json() {
        throw unmeasured();
    }

    @Override
    public Usage usage(GetUsageRequest request) {
        throw unmeasured();
    }

    private static ChatException unmeasured() {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_UNIMPLEMENTED,
                        Blame.REQUEST,
                        "not_measured",
                        "This gateway counts nothing.")
                .build();
    }
}
