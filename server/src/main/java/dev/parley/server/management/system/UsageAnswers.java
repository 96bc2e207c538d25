package dev.parley.server.management.system;

import dev.parley.chat.v1.ErrorCode;
import dev.parley.management.v1.GetUsageRequest;
import dev.parley.management.v1.Usage;
import dev.parley.management.v1.UsageAggregates;
import dev.parley.management.v1.UsageRecord;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.management.Times;
import dev.parley.server.usage.UsageReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What callers have used, as the management API tells it (MA-13). */
public record UsageAnswers(Supplier<UsageReport> report) {
    /**
     * All of it; or of one key, without the sums over all.
     *
     * @throws ChatException NOT_FOUND: no such key has called
     */
    public Usage usage(GetUsageRequest request) {
        UsageReport now = report.get();
        String key = request.getApiKey();
        Usage.Builder usage = Usage.newBuilder().setSince(Times.of(now.since()));
        if (key.isEmpty()) {
            return usage.putAllApiKeys(records(now.keys()))
                    .setAggregates(UsageAggregates.newBuilder()
                            .setTotal(record(now.total()))
                            .putAllModels(records(now.models()))
                            .putAllDays(records(now.days())))
                    .build();
        }
        var own = now.keys().get(key);
        if (own == null) {
            throw unknown(key);
        }
        return usage.putApiKeys(key, record(own)).build();
    }

    private static Map<String, UsageRecord> records(Map<String, dev.parley.server.store.UsageRecord> records) {
        Map<String, UsageRecord> answers = new LinkedHashMap<>();
        records.forEach((name, record) -> answers.put(name, record(record)));
        return answers;
    }

    private static UsageRecord record(dev.parley.server.store.UsageRecord record) {
        UsageRecord.Builder answer = UsageRecord.newBuilder()
                .setTotalRequests(record.requests())
                .setSuccessRequests(record.succeeded())
                .setFailedRequests(record.failed())
                .setPromptTokens(record.promptTokens())
                .setCompletionTokens(record.completionTokens())
                .setTotalTokens(record.totalTokens())
                .setEstimatedRequests(record.estimated());
        if (record.requests() > 0) {
            answer.setCreatedAt(Times.of(record.createdAt())).setLastUsed(Times.of(record.lastUsed()));
        }
        return answer.build();
    }

    private static ChatException unknown(String key) {
        return ChatException.of(
                        ErrorCode.ERROR_CODE_NOT_FOUND,
                        Blame.REQUEST,
                        "api_key_not_found",
                        "No calls of '%s' were counted (expected: the id of a key, as GET usage lists them)."
                                .formatted(key))
                .param("api_key")
                .build();
    }
}
