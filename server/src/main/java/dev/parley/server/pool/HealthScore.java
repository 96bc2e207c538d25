package dev.parley.server.pool;

/**
 * How well a credential does, 0 (do not use) to 1 (BAN-03):
 *
 * <pre>
 * score = quota × (4 × success + 3 × calm + 2 × streak + recency) / 10
 * </pre>
 *
 * A credential that has never been used scores 1.
 */
final class HealthScore {
    private HealthScore() {}

    /**
     * The score.
     *
     * @param successes attempts that worked, of {@code outcomes}; success = (successes + 1) / (outcomes + 1)
     * @param weight what its failures weigh by kind and age ({@link TrackRecord}); calm = 1 / (1 + weight)
     * @param inARow failures since the last success; streak = 1 / 2^inARow
     * @param recency how far back the last failure lies: 0 just now, 1 long ago, or a success came after it
     * @param quota 1; less while a rate limit rests it for some model; 0 while its quota is used up
     */
    static double of(long successes, long outcomes, double weight, int inARow, double recency, double quota) {
        double success = (successes + 1.0) / (outcomes + 1.0);
        double calm = 1 / (1 + weight);
        double streak = Math.pow(2, -inARow);
        return quota * (4 * success + 3 * calm + 2 * streak + recency) / 10;
    }
}
