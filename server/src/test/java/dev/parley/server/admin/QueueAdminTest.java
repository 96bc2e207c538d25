package dev.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.admin.v1.QueueStatus;
import dev.parley.server.pool.PoolStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("DS-13, DS-20: how the accounts stand")
class QueueAdminTest {
    @Test
    void tellsSlotsAndAccounts() {
        PoolStatus now = new PoolStatus(4, 3, 1, 5, 2, 0, List.of("a"), List.of("b", "c", "d"), 2, 8);
        assertThat(new QueueAdmin(() -> now).status())
                .isEqualTo(QueueStatus.newBuilder()
                        .setAvailable(1)
                        .setInUse(5)
                        .setTotal(4)
                        .addAvailableAccounts("a")
                        .addAllInUseAccounts(List.of("b", "c", "d"))
                        .setMaxInflightPerAccount(2)
                        .setRecommendedConcurrency(8)
                        .setInUseAccountCount(3)
                        .setWaiting(2)
                        .setMaxQueueSize(8)
                        .build());
    }
}
