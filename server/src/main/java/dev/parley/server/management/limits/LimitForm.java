package dev.parley.server.management.limits;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.parley.management.v1.BudgetUse;
import dev.parley.management.v1.LimitUse;
import dev.parley.management.v1.Limits;
import dev.parley.server.config.KeyLimits;
import dev.parley.server.error.ChatException;
import dev.parley.server.limit.KeyView;
import dev.parley.server.limit.KeyView.Spent;
import dev.parley.server.management.Times;
import dev.parley.server.store.BudgetTable.Period;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Limits and their use as the contract has them, and as they are kept. */
final class LimitForm {
    private LimitForm() {}

    static Limits of(KeyLimits limits) {
        Limits.Builder form = Limits.newBuilder();
        set(limits.requestsPerMinute(), form::setRequestsPerMinute);
        set(limits.tokensPerMinute(), form::setTokensPerMinute);
        set(limits.concurrentCalls(), form::setConcurrentCalls);
        set(limits.tokensPerDay(), form::setTokensPerDay);
        set(limits.tokensPerMonth(), form::setTokensPerMonth);
        set(limits.tokensTotal(), form::setTokensTotal);
        return form.build();
    }

    static KeyLimits of(Limits form) {
        return new KeyLimits(
                form.hasRequestsPerMinute() ? form.getRequestsPerMinute() : null,
                form.hasTokensPerMinute() ? form.getTokensPerMinute() : null,
                form.hasConcurrentCalls() ? form.getConcurrentCalls() : null,
                form.hasTokensPerDay() ? form.getTokensPerDay() : null,
                form.hasTokensPerMonth() ? form.getTokensPerMonth() : null,
                form.hasTokensTotal() ? form.getTokensTotal() : null);
    }

    /** @throws ChatException INVALID_REQUEST naming the field: one is below zero */
    static void check(Limits form) {
        form.getAllFields().forEach((field, value) -> {
            long given = (Long) value;
            if (given < 0) {
                throw ChatException.invalid(
                        field.getName(), "%s is %d (expected: at least 0).".formatted(field.getName(), given));
            }
        });
    }

    static LimitUse use(KeyView view) {
        LimitUse.Builder use = LimitUse.newBuilder()
                .setName(view.name())
                .setOpenCalls(view.openCalls())
                .setDay(budget(view.spent(), Period.DAY))
                .setMonth(budget(view.spent(), Period.MONTH))
                .setTotal(budget(view.spent(), Period.TOTAL));
        set(view.requestsLeft(), use::setRequestsLeft);
        set(view.tokensLeft(), use::setTokensLeft);
        return use.build();
    }

    static String text(Limits form) {
        try {
            return JsonFormat.printer()
                    .preservingProtoFieldNames()
                    .omittingInsignificantWhitespace()
                    .print(form);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("every message without Any has a text", e);
        }
    }

    /** @throws IllegalStateException it is no text of ours */
    static KeyLimits parse(String text) {
        try {
            Limits.Builder form = Limits.newBuilder();
            JsonFormat.parser().ignoringUnknownFields().merge(text, form);
            return of(form.build());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("limits in the store are no JSON", e);
        }
    }

    private static BudgetUse budget(Map<Period, Spent> all, Period period) {
        Spent spent = Objects.requireNonNull(all.get(period));
        BudgetUse.Builder use = BudgetUse.newBuilder()
                .setTokens(spent.charged().tokens())
                .setEstimatedTokens(spent.charged().estimated());
        if (spent.ends() != null) {
            use.setEnds(Times.of(spent.ends()));
        }
        return use.build();
    }

    private static void set(@Nullable Long value, LongConsumer setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
