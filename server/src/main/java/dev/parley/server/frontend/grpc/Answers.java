package dev.parley.server.frontend.grpc;

import dev.parley.server.error.ChatException;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How services answer: with what a source gives, or with the status of the ChatException it throws. */
public final class Answers {
    private Answers() {}

    /** Answers once. Blocks as long as the source does. */
    public static <T> void one(StreamObserver<T> observer, Supplier<T> source) {
        T answer;
        try {
            answer = source.get();
        } catch (ChatException e) {
            observer.onError(GrpcErrors.of(e.error()));
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }

    /**
     * Answers with each message that the source gives to the consumer it is handed. Blocks until the source is done.
     * When the call is cancelled, the source's thread is interrupted and the consumer throws a CANCELLED ChatException.
     */
    public static <T> void stream(StreamObserver<T> observer, Consumer<Consumer<T>> source) {
        var call = (ServerCallStreamObserver<T>) observer;
        Runnable work = () -> run(call, source);
        Thread worker = Thread.ofVirtual().unstarted(Context.current().wrap(work));
        call.setOnCancelHandler(worker::interrupt);
        if (!call.isCancelled()) {
            worker.start();
            join(worker);
        }
    }

    private static <T> void run(ServerCallStreamObserver<T> call, Consumer<Consumer<T>> source) {
        var out = new SerialObserver<>(call);
        try {
            source.accept(message -> {
                if (call.isCancelled()) {
                    throw ChatException.cancelled();
                }
                out.onNext(message);
            });
            out.onCompleted();
        } catch (ChatException e) {
            out.onError(GrpcErrors.of(e.error()));
        } catch (RuntimeException e) {
            out.onError(GrpcGuard.internal(e).asRuntimeException());
        }
    }

    /** Waits for the source; who interrupts this thread wants the source to end, too. */
    private static void join(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            worker.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
