package dev.parley.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter terminal = new StringWriter();

    @Test
    void fillsAsWorkIsDone() {
        ProgressBar bar = new ProgressBar(new PrintWriter(terminal), true);
        bar.show(1, 3);
        bar.show(3, 3);
        bar.erase();

        assertThat(terminal.toString().split("\r\u001b\\[K", -1))
                .containsExactly(
                        "", "[" + "#".repeat(10) + " ".repeat(20) + "] 1/3", "[" + "#".repeat(30) + "] 3/3", "");
    }

    @Test
    void isSilent_whenNobodyLooks() {
        ProgressBar bar = new ProgressBar(new PrintWriter(terminal), false);
        bar.show(1, 3);
        bar.erase();

        assertThat(terminal.toString()).isEmpty();
    }
}
