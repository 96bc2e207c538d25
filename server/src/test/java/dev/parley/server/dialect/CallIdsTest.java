package dev.parley.server.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("TOOL-09: ids of tool calls")
class CallIdsTest {
    @Test
    void makesDifferentIdsOfOneForm() {
        CallIds ids = new CallIds("call_", new Random(1));
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            made.add(ids.get());
        }
        assertThat(made).hasSize(1_000).allMatch(id -> id.matches("call_[A-Za-z0-9]{24}"));
    }
}
