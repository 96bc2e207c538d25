package dev.parley.server.cli;

import com.google.protobuf.Message;
import dev.parley.server.frontend.transcode.JsonShape;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command shows what a server answered. */
final class AnswerOptions {
    @Option(names = "--json", description = "The answer as one line of JSON, as over REST.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    boolean isJson() {
        return json;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Shows an answer: as JSON if that is asked for, else as {@code forPeople} writes it. */
    <T extends Message> void show(T answer, Consumer<T> forPeople) {
        if (json) {
            out().println(JsonShape.PLAIN.write(answer));
        } else {
            forPeople.accept(answer);
        }
    }
}
