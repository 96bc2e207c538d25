package dev.parley.server.poolday;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("BAN-01..BAN-06: twenty credentials through a day of bans and recoveries")
class PoolDayTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepsTheRules(long seed) {
        StringBuilder table = new StringBuilder();
        HourTable.Totals day = PoolDay.run(seed, table);
        assertThat(table.toString().lines()).hasSize(25);
        assertThat(day.bans()).as("a day with something in it").isGreaterThan(50);
        assertThat(day.lifted()).isGreaterThan(5);
        assertThat(day.answered()).isGreaterThan(50_000);
        assertThat(day.refused()).isPositive();
    }
}
