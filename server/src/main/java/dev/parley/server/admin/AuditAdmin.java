package dev.parley.server.admin;

import dev.parley.admin.v1.AuditEntry;
import dev.parley.admin.v1.ListAuditEntriesRequest;
import dev.parley.admin.v1.ListAuditEntriesResponse;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.store.AuditLog;
import dev.parley.server.store.StoreException;

/** Who changed what. Thread-safe. */
public final class AuditAdmin {
    private static final int USUALLY = 100;
    private static final int AT_MOST = 1000;

    private final AuditLog log;

    public AuditAdmin(AuditLog log) {
        this.log = log;
    }

    /**
     * The latest entries. Blocks until they are read.
     *
     * @throws ChatException INVALID_REQUEST for a limit below 0; UNAVAILABLE if the log cannot be read
     */
    public ListAuditEntriesResponse latest(ListAuditEntriesRequest request) {
        int limit = request.getLimit();
        if (limit < 0) {
            throw ChatException.invalid("limit", "limit is %d (expected: 1 to %d).".formatted(limit, AT_MOST));
        }
        ListAuditEntriesResponse.Builder response = ListAuditEntriesResponse.newBuilder();
        try {
            log.latest(limit == 0 ? USUALLY : Math.min(limit, AT_MOST))
                    .forEach(entry -> response.addEntries(entry(entry)));
        } catch (StoreException e) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_UNAVAILABLE,
                            Blame.GATEWAY,
                            "store_unavailable",
                            "The audit log cannot be read: " + e.getMessage())
                    .cause(e)
                    .build();
        }
        return response.build();
    }

    private static AuditEntry entry(AuditLog.Entry entry) {
        return AuditEntry.newBuilder()
                .setTime(entry.at().getEpochSecond())
                .setActor(entry.actor())
                .setAddress(entry.address())
                .setAction(entry.action())
                .setSubject(entry.subject())
                .build();
    }
}
