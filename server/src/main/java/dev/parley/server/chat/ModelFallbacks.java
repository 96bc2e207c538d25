package dev.parley.server.chat;

import dev.parley.server.config.FallbackSettings;
import dev.parley.server.config.FallbackSettings.Cause;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.routing.Target;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The models that stand in for others of their provider (GM-18). */
record ModelFallbacks(FallbackSettings settings) {
    private static final int NOT_FOUND = 404;

    /** A target and those that stand in for it, in the order they are tried. */
    Stream<Way> ways(Target target) {
        List<String> others = settings.models().getOrDefault(target.model(), List.of());
        return Stream.concat(
                Stream.of(Way.always(target)),
                others.stream().map(model -> new Way(new Target(target.provider(), model), this::open)));
    }

    private boolean open(ChatException failure) {
        Cause cause = cause(failure);
        return cause != null && settings.on().contains(cause);
    }

    /** Null for what another model would not mend. */
    private static @Nullable Cause cause(ChatException failure) {
        if (failure.error().getUpstream().getHttpStatus() == NOT_FOUND) {
            return Cause.NOT_FOUND;
        }
        return switch (failure.code()) {
            case ERROR_CODE_NOT_FOUND -> Cause.NOT_FOUND;
            case ERROR_CODE_RATE_LIMITED, ERROR_CODE_QUOTA_EXHAUSTED -> Cause.RATE_LIMITED;
            default -> failure.blame() == Blame.TARGET ? Cause.FAILED : null;
        };
    }
}
