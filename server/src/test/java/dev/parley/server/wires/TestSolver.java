package dev.parley.server.wires;

import dev.parley.server.dialect.deepseek.Challenge;
import dev.parley.server.provider.deepseek.ChallengeSolver;

/** Answers a challenge with itself. */
public final class TestSolver implements ChallengeSolver {
    @Override
    public String name() {
        return "test";
    }

    @Override
    public String solve(Challenge challenge) {
        return challenge.type() + ':' + challenge.json();
    }
}
