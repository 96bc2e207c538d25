package dev.parley.server.badinput;

/**
 * A numbered case that is no chat request, or more than one.
 *
 * @param outcome what becomes of it, for the page
 * @param play sends it and checks the outcome
 */
record CallRow(int number, String what, String outcome, Play play) {
    /** What is sent over one version of HTTP, and checked. */
    @FunctionalInterface
    interface Play {
        void on(Bench bench, Protocol protocol) throws Exception;
    }

    /** One request that is refused. */
    static CallRow refused(int number, String what, Request request, int status, String word) {
        String outcome = word.isEmpty() ? Integer.toString(status) : "%d `%s`".formatted(status, word);
        return new CallRow(
                number,
                what,
                outcome,
                (bench, protocol) -> request.send(bench, protocol).checkRefused(status, word));
    }

    @Override
    public String toString() {
        return number + " " + what;
    }
}
