package dev.parley.server.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What a sieve makes of an answer: its text, and its calls as {@code name{arguments}}, in order. */
final class Sieved implements SieveOutput {
    static final List<String> TOOLS = List.of("get_weather", "search", "Search", "run-it");
    static final int HOLD = 2000;

    private final List<String> told = new ArrayList<>();
    private final StringBuilder prose = new StringBuilder();
    private final ToolSieve sieve;

    private Sieved(int holdBytes) {
        ToolNames names = new ToolNames(TOOLS);
        UnaryOperator<List<WrittenCall>> accepted = calls -> calls.stream()
                .filter(call -> names.declared(call.name()) != null)
                .map(call -> new WrittenCall(String.valueOf(names.declared(call.name())), call.arguments()))
                .toList();
        sieve = new ToolSieve(accepted, List.of("tool_call", "tool"), holdBytes, this);
    }

    static Sieved open() {
        return new Sieved(HOLD);
    }

    static List<String> whole(String answer) {
        return of(List.of(answer));
    }

    static List<String> of(List<String> pieces) {
        Sieved sieved = open();
        pieces.forEach(sieved::take);
        return sieved.all();
    }

    void take(String piece) {
        sieve.take(piece);
    }

    List<String> all() {
        sieve.end();
        endProse();
        return told;
    }

    /** All that came out as text. */
    String soFar() {
        return told.stream()
                        .filter(item -> item.startsWith("'"))
                        .map(item -> item.substring(1))
                        .collect(Collectors.joining())
                + prose;
    }

    @Override
    public void prose(String text) {
        prose.append(text);
    }

    @Override
    public void calls(List<WrittenCall> calls) {
        endProse();
        calls.forEach(call -> told.add(call.name() + call.arguments()));
    }

    private void endProse() {
        if (!prose.isEmpty()) {
            told.add("'" + prose);
            prose.setLength(0);
        }
    }
}
