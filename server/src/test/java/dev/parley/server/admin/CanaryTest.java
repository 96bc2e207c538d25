package dev.parley.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.admin.v1.SyncVercelRequest;
import dev.parley.admin.v1.TestAccountRequest;
import dev.parley.admin.v1.TestAllAccountsRequest;
import dev.parley.server.access.Actor;
import dev.parley.server.config.Admin;
import dev.parley.server.config.Secret;
import dev.parley.server.error.ChatException;
import dev.parley.server.publish.vercel.VercelTarget;
import dev.parley.testkit.DeepSeekAnswers;
import dev.parley.testkit.FakeDeepSeek;
import dev.parley.testkit.FakeVercel;
import dev.parley.testkit.VercelCall;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("SEC-01: passwords, tokens and Vercel's token are in no log line, result, exception or publication")
class CanaryTest {
    private static final String CANARY = "canary" + System.nanoTime();
    private static final Actor ACTOR = new Actor("admin", "", true);

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final StringWriter seen = new StringWriter();
    private final Logger log = (Logger) LoggerFactory.getLogger("parley");

    @BeforeEach
    void listen() {
        logged.start();
        log.setLevel(Level.TRACE);
        log.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        log.detachAppender(logged);
        log.setLevel(null);
    }

    @Test
    void showsNoSecret() {
        try (Bench bench = Bench.of("ann@x.org:" + CANARY + "-password", CANARY + "-token");
                FakeVercel vercel = new FakeVercel(CANARY + "-vercel", "");
                VercelTarget target = new VercelTarget(URI.create(vercel.url()))) {
            testAccounts(bench);
            bench.host.at(FakeDeepSeek.SESSION, request -> refusal(request.key()));
            testAccounts(bench);
            bench.host.at(FakeDeepSeek.LOG_IN, request -> refusal(request.body()));
            bench.pool.beside("ann@x.org").orElseThrow().renew(Secret.of(""));
            testAccounts(bench);
            publish(bench, vercel, target);
        }
        assertThat(logged.list).isNotEmpty();
        for (ILoggingEvent event : logged.list) {
            note(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                note(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        assertThat(seen.toString()).contains("***").doesNotContain(CANARY);
    }

    private void testAccounts(Bench bench) {
        for (String message : new String[] {"", "hi"}) {
            note(() -> bench.tests()
                    .test(TestAccountRequest.newBuilder()
                            .setIdentifier("ann@x.org")
                            .setMessage(message)
                            .build()));
        }
        note(() -> bench.tests().testAll(TestAllAccountsRequest.getDefaultInstance()));
    }

    private void publish(Bench bench, FakeVercel vercel, VercelTarget target) {
        Admin.Vercel settings =
                new Admin.Vercel(URI.create(vercel.url()), Secret.of(CANARY + "-vercel"), FakeVercel.PROJECT, "");
        VercelAdmin admin = new VercelAdmin(
                settings,
                new VercelAdmin.Published(
                        () -> bench.config,
                        config -> CANARY.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        (actor, publication) -> note(publication.toString())),
                new MissingTokens(bench.probe, () -> {}),
                target,
                bench.clock);
        note(admin::config);
        note(() -> admin.sync(ACTOR, SyncVercelRequest.getDefaultInstance()));
        vercel.fail(VercelCall.DEPLOY, 400);
        note(() -> admin.sync(ACTOR, SyncVercelRequest.getDefaultInstance()));
        vercel.fail(VercelCall.LIST, 403);
        note(() -> admin.sync(ACTOR, SyncVercelRequest.getDefaultInstance()));
        note(() -> admin.sync(
                ACTOR,
                SyncVercelRequest.newBuilder()
                        .setVercelToken(CANARY + " \n")
                        .setProjectId(CANARY + '/')
                        .build()));
    }

    private static dev.parley.testkit.Reply refusal(String repeated) {
        return DeepSeekAnswers.told(401, 40003, "I know you: " + repeated, "null");
    }

    private void note(Supplier<Object> deed) {
        try {
            note(deed.get().toString());
        } catch (ChatException e) {
            e.printStackTrace(new PrintWriter(seen, true));
        }
    }

    private void note(String text) {
        seen.append(text).append('\n');
    }
}
