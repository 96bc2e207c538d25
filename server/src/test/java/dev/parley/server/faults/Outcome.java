package dev.parley.server.faults;

import static dev.parley.chat.v1.ErrorCode.ERROR_CODE_UPSTREAM_FAILED;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.ErrorStatus;
import java.time.Duration;

/** What a caller must see of a fault, and how often the host was asked. */
sealed interface Outcome {
    /** How often the host was asked. */
    int sends();

    /** The word for what went wrong; empty for nothing. */
    String reason();

    /** What is waited for until it is told; zero for nothing. */
    Duration within();

    /** The answer, as if nothing had been. */
    record Answers(String text, int sends, Duration within) implements Outcome {
        @Override
        public String reason() {
            return "";
        }

        @Override
        public String toString() {
            return "answer";
        }
    }

    /** An error with a status of its own, whole and streamed alike: nothing had been said yet. */
    record Fails(ErrorCode code, String reason, int sends, Duration within) implements Outcome {
        @Override
        public String toString() {
            return "%d%s".formatted(ErrorStatus.of(code).http(), sends > 1 ? " ×" + sends : "");
        }
    }

    /** A stream ends with an error after what was said; a whole answer fails with its status. */
    record Breaks(String text, ErrorCode code, String reason, Duration within) implements Outcome {
        /** The same after this was said. */
        Breaks after(String said) {
            return new Breaks(said, code, reason, within);
        }

        @Override
        public int sends() {
            return 1;
        }

        @Override
        public String toString() {
            return "breaks, " + ErrorStatus.of(code).http();
        }
    }

    static Outcome answers() {
        return new Answers(Fault.TEXT, 1, Duration.ZERO);
    }

    static Outcome answers(String text) {
        return new Answers(text, 1, Duration.ZERO);
    }

    /** The request is at fault, and nothing is tried again. */
    static Outcome refuses(ErrorCode code, String reason) {
        return new Fails(code, reason, 1, Duration.ZERO);
    }

    /** Both credentials are tried. */
    static Outcome fails(String reason) {
        return fails(ERROR_CODE_UPSTREAM_FAILED, reason);
    }

    static Outcome fails(ErrorCode code, String reason) {
        return new Fails(code, reason, 2, Duration.ZERO);
    }

    /** The same after this was waited for, each time. */
    static Outcome fails(ErrorCode code, String reason, Duration limit) {
        return new Fails(code, reason, 2, limit.multipliedBy(2));
    }

    /** Nothing came on a kept connection, so that each attempt is sent once more on a new one. */
    default Outcome resent() {
        return this instanceof Fails fails ? new Fails(fails.code, fails.reason, 2 * fails.sends, fails.within) : this;
    }

    static Breaks breaks(String reason) {
        return new Breaks(Fault.SAID, ERROR_CODE_UPSTREAM_FAILED, reason, Duration.ZERO);
    }

    static Outcome breaks(ErrorCode code, String reason, Duration limit) {
        return new Breaks(Fault.SAID, code, reason, limit);
    }
}
