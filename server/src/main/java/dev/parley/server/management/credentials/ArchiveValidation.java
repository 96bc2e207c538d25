package dev.parley.server.management.credentials;

import dev.parley.management.v1.ValidateArchiveRequest;
import dev.parley.management.v1.ValidateArchiveResponse;
import dev.parley.management.v1.ValidateArchiveResponse.Result;
import dev.parley.management.v1.ValidateArchiveResponse.TokenChecks;
import dev.parley.server.error.ChatException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks whether the credentials of an archive have what their types need, and keeps nothing (MA-25): at any time one
 * entry is unpacked, or four while their hosts are asked. Thread-safe.
 */
public final class ArchiveValidation {
    private static final Duration CHECKS_MOST = Duration.ofMinutes(2);
    private static final LiveCheck.Outcome TOO_LATE =
            new LiveCheck.Outcome(Grade.RECOVERABLE, "token: not checked, since the others took too long");

    private final DefaultPool rules;
    private final LiveCheck live;
    private final InstantSource clock;

    ArchiveValidation(DefaultPool rules, LiveCheck live, InstantSource clock) {
        this.rules = rules;
        this.live = live;
        this.clock = clock;
    }

    /**
     * Validates an archive's credentials. With {@code validate_tokens} it blocks until their hosts have answered, at
     * most two minutes; what is not checked by then is recoverable.
     *
     * @throws ChatException INVALID_REQUEST: the archive is not taken
     */
    public ValidateArchiveResponse validate(ValidateArchiveRequest request) {
        try {
            Archive archive = Archive.of(request.getArchive().asReadOnlyByteBuffer());
            List<ArchiveEntry> entries = archive.entries().stream()
                    .filter(ArchiveEntry::isCredential)
                    .toList();
            ValidateArchiveResponse.Builder answer = ValidateArchiveResponse.newBuilder();
            for (ArchiveEntry entry : entries) {
                List<String> problems = shape(archive, entry).problems();
                Grade grade = problems.isEmpty() ? Grade.OK : Grade.PERMANENT;
                answer.addResults(Result.newBuilder()
                        .setFile(entry.name())
                        .setValid(problems.isEmpty())
                        .addAllProblems(problems)
                        .setGrade(grade.word()));
            }
            if (request.getValidateTokens()) {
                check(archive, entries, answer);
            }
            return answer.setFiles(answer.getResultsCount()).build();
        } catch (ArchiveException e) {
            throw Refusals.unusable("invalid_archive", "archive", e.getMessage());
        }
    }

    private Shape shape(Archive archive, ArchiveEntry entry) {
        if (entry.isLink()) {
            return new Shape(null, List.of("is a symbolic link, which is not followed"));
        }
        return Shape.of(new String(archive.content(entry), StandardCharsets.UTF_8), rules);
    }

    /** Has the hosts of the valid ones asked, and adds what they say. */
    private void check(Archive archive, List<ArchiveEntry> entries, ValidateArchiveResponse.Builder answer) {
        Instant end = clock.instant().plus(CHECKS_MOST);
        List<Integer> valid = IntStream.range(0, entries.size())
                .filter(i -> answer.getResults(i).getValid())
                .boxed()
                .toList();
        List<LiveCheck.Outcome> outcomes = AtATime.each(valid, i -> check(shape(archive, entries.get(i)), end));
        TokenChecks.Builder checks = TokenChecks.newBuilder().setTotal(outcomes.size());
        for (int i = 0; i < outcomes.size(); i++) {
            LiveCheck.Outcome outcome = outcomes.get(i);
            if (outcome.grade() == Grade.OK) {
                checks.setOk(checks.getOk() + 1);
            } else {
                checks.setFail(checks.getFail() + 1);
                answer.getResultsBuilder(valid.get(i))
                        .setValid(false)
                        .addProblems(outcome.problem())
                        .setGrade(outcome.grade().word());
            }
        }
        answer.setTokenChecks(checks);
    }

    private LiveCheck.Outcome check(Shape shape, Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        if (shape.file() == null || !left.isPositive()) {
            return TOO_LATE;
        }
        return live.check(shape.file(), left.compareTo(LiveCheck.MOST) < 0 ? left : LiveCheck.MOST);
    }
}
