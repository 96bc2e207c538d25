package dev.parley.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.chat.v1.ChatRequest;
import dev.parley.server.dialect.Drops;
import dev.parley.server.dialect.Incoming;
import dev.parley.server.dialect.NorthDialect;
import dev.parley.server.dialect.SouthDialect;
import java.util.List;
import java.util.function.Supplier;

/** Reads callers' requests, and writes what was read for hosts of every dialect. */
final class Requests {
    private static final String MODEL = "m";

    private Requests() {}

    static FuzzTarget target(String name, Supplier<? extends NorthDialect> dialect, Supplier<List<byte[]>> seeds) {
        return new FuzzTarget(name, seeds, input -> {
            NorthDialect north = dialect.get();
            Incoming read = Laws.fromCaller(() -> north.readRequest(input));
            if (read != null) {
                written(read);
                if (north instanceof SouthDialect south) {
                    settles(north, south, read);
                }
            }
        });
    }

    private static void written(Incoming read) throws Exception {
        for (SouthDialect host : Dialects.south()) {
            byte[] body = write(host, read.request(), read.stream());
            if (body != null) {
                Laws.isJson(body);
            }
        }
    }

    /** What was written without loss reads back as what is written in the same way again. */
    private static void settles(NorthDialect north, SouthDialect south, Incoming read) throws Exception {
        byte[] once = write(south, read.request(), read.stream());
        Incoming again = once == null ? null : Laws.fromCaller(() -> north.readRequest(once));
        if (again != null && losses(south, again) == 0) {
            byte[] twice = write(south, again.request(), again.stream());
            Laws.check(
                    twice != null && JsonTree.of(once).equals(JsonTree.of(twice)),
                    "written:\n" + new String(once, UTF_8) + "\nand again:\n"
                            + (twice == null ? null : new String(twice, UTF_8)));
        }
    }

    private static int losses(SouthDialect host, Incoming read) {
        Drops drops = new Drops();
        host.writeRequest(read.request(), MODEL, read.stream(), drops);
        return drops.paths().size();
    }

    private static byte[] write(SouthDialect host, ChatRequest request, boolean stream) throws Exception {
        return Laws.fromCaller(() -> host.writeRequest(request, MODEL, stream, new Drops()));
    }
}
