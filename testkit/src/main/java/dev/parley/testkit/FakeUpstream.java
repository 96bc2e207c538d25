package dev.parley.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A host on raw sockets that answers as a test says, byte for byte, and looks closely at what it is sent. Replies are
 * taken from a queue, or made by a function when the queue is empty. A request that breaks a rule fails the test when
 * it asks for its {@link #requests()}.
 */
public final class FakeUpstream implements AutoCloseable {
    private final ServerSocket server;
    private final Function<ReceivedRequest, Reply> answers;
    private final Consumer<ReceivedRequest> rules;
    private final Function<Refusal, Reply> wording;
    private final BlockingQueue<Function<ReceivedRequest, Reply>> queue = new LinkedBlockingQueue<>();
    private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
    private final List<AssertionError> breaches = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Long> closes = new LinkedBlockingQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger answering = new AtomicInteger();

    private FakeUpstream(Function<ReceivedRequest, Reply> answers, Consumer<ReceivedRequest> rules) {
        this(0, answers, rules, Refusal::reply);
    }

    /** {@code wording} makes a reply of a refusal. */
    private FakeUpstream(
            int port,
            Function<ReceivedRequest, Reply> answers,
            Consumer<ReceivedRequest> rules,
            Function<Refusal, Reply> wording) {
        this.answers = answers;
        this.rules = rules;
        this.wording = wording;
        try {
            server = new ServerSocket(port, 512, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("fake-upstream").start(this::accept);
    }

    /** A host that speaks OpenAI's API and refuses what that API would refuse. */
    public static FakeUpstream openAi(Function<ReceivedRequest, Reply> answers) {
        return new FakeUpstream(answers, OpenAiRules::check);
    }

    /** A host that speaks OpenAI's Responses API, and answers as that API would to what it refuses. */
    public static FakeUpstream responses(Function<ReceivedRequest, Reply> answers) {
        return new FakeUpstream(0, answers, ResponsesRules::check, ResponsesAnswers::refusal);
    }

    /** A host that speaks Puter's API and refuses what that would refuse. */
    public static FakeUpstream puter(Function<ReceivedRequest, Reply> answers) {
        return new FakeUpstream(answers, PuterRules::check);
    }

    /** A host that speaks Anthropic's Messages API, and answers as that API would to what it refuses. */
    public static FakeUpstream anthropic(Function<ReceivedRequest, Reply> answers) {
        return new FakeUpstream(answers, AnthropicRules::check);
    }

    /** A host that speaks Google's generateContent API, and answers as that API would to what it refuses. */
    public static FakeUpstream gemini(Function<ReceivedRequest, Reply> answers) {
        return new FakeUpstream(0, answers, GeminiRules::check, GeminiAnswers::refusal);
    }

    /** A host of DeepSeek's models with log-in and chat sessions, which refuses what its protocol does not have. */
    static FakeUpstream deepSeekSession(int port, Function<ReceivedRequest, Reply> answers) {
        return new FakeUpstream(port, answers, DeepSeekSessionRules::check, Refusal::reply);
    }

    /** Google's Gemini API with its host of access tokens, which refuses what those do. */
    static FakeUpstream gemini(int port, Function<ReceivedRequest, Reply> answers) {
        return new FakeUpstream(port, answers, FakeGemini::check, GeminiAnswers::refusal);
    }

    /** A host of Vercel's REST API, which refuses what that does not have. */
    static FakeUpstream vercel(Function<ReceivedRequest, Reply> answers) {
        return new FakeUpstream(answers, VercelRules::check);
    }

    /** A host without rules. */
    public static FakeUpstream lax(Function<ReceivedRequest, Reply> answers) {
        return new FakeUpstream(answers, request -> {});
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The address of its API. */
    public String url() {
        return origin() + "/v1";
    }

    /** Its address without a path. */
    public String origin() {
        return "http://127.0.0.1:" + port();
    }

    /** Answers the next request with this. */
    public FakeUpstream enqueue(Reply reply) {
        return enqueue(request -> reply);
    }

    /** Answers the next request with what this makes of it. */
    public FakeUpstream enqueue(Function<ReceivedRequest, Reply> reply) {
        queue.add(reply);
        return this;
    }

    /** What was asked so far; fails if any of it broke a rule. */
    public List<ReceivedRequest> requests() {
        if (!breaches.isEmpty()) {
            throw breaches.getFirst();
        }
        return List.copyOf(received);
    }

    /** Forgets what was asked and answered so far. */
    public void forget() {
        queue.clear();
        received.clear();
        breaches.clear();
        closes.clear();
    }

    /** Connections accepted so far. */
    public int connections() {
        return accepted.get();
    }

    /** Answers that are under way: neither sent to their end nor left by the client. */
    public int answering() {
        return answering.get();
    }

    /** Waits until some client has closed a connection while it was being answered; false if none does in time. */
    public boolean awaitClientClose(Duration atMost) {
        try {
            Long closed = closes.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return closed != null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Closes every connection, as hosts do with idle ones. */
    public void dropIdleConnections() {
        open.forEach(socket -> {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            boolean keep = true;
            while (keep) {
                ReceivedRequest request = ReceivedRequest.read(socket.getInputStream());
                if (request == null) {
                    return;
                }
                @Nullable Reply refusal = note(request);
                keep = answer(socket, refusal == null ? replyTo(request) : refusal);
            }
        } catch (IOException e) {
            closes.add(System.nanoTime());
        } finally {
            open.remove(socket);
        }
    }

    /** Checks a request; null unless it breaks a rule that the host answers itself. */
    private @Nullable Reply note(ReceivedRequest request) {
        received.add(request);
        try {
            rules.accept(request);
            return null;
        } catch (AssertionError breach) {
            breaches.add(breach);
            return breach instanceof Refusal refusal ? wording.apply(refusal) : null;
        }
    }

    private Reply replyTo(ReceivedRequest request) {
        @Nullable Function<ReceivedRequest, Reply> queued = queue.poll();
        return (queued == null ? answers : queued).apply(request);
    }

    /** Plays a reply while it watches for the client's leaving; whether the connection stays. */
    private boolean answer(Socket socket, Reply reply) throws IOException {
        answering.incrementAndGet();
        Thread watcher = Thread.ofVirtual().start(() -> watch(socket, reply));
        try {
            return reply.play(socket);
        } finally {
            answering.decrementAndGet();
            reply.finished();
            if (!reply.keepsConnection()) {
                watcher.interrupt();
            }
        }
    }

    /** A client that sends nothing while it is answered can only end its stream. */
    private void watch(Socket socket, Reply reply) {
        if (reply.keepsConnection()) {
            return;
        }
        try {
            if (socket.getInputStream().read() < 0 && !reply.isFinished()) {
                closes.add(System.nanoTime());
                reply.abandon();
            }
        } catch (IOException e) {
            if (!reply.isFinished()) {
                closes.add(System.nanoTime());
                reply.abandon();
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
