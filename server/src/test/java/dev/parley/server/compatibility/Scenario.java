package dev.parley.server.compatibility;

import dev.parley.testkit.Answer;
import dev.parley.testkit.Fixtures;
import java.util.List;

/** What a caller wants to do. Its requests are files, one for each front. */
enum Scenario {
    WHOLE("a whole answer", "say", Builtin.echo("Hello there"), Checks.whole(Answer.text("Hello there"))),
    STREAM("a stream", "say", Builtin.echo("Hello there"), Checks.streamed(Answer.text("Hello there"))),
    SYSTEM("a system prompt", "system", Builtin.echo("Yes."), Checks.answers(Answer.text("Yes."))),
    TURNS("several turns", "turns", Builtin.echo("Third."), Checks.answers(Answer.text("Third."))),
    TOOLS(
            "two tools called in parallel",
            "tools",
            Builtin.script("""
                    - {tool: get_weather, arguments: {city: Paris}}
                    - {tool: get_weather, arguments: {city: Rome}}
                    """),
            Checks.answers(Answer.calls(call(1, "Paris"), call(2, "Rome")))),
    RESULTS(
            "their results",
            "results",
            Builtin.script("- - text: Wait.\n- - text: Sunny in both.\n"),
            Checks.answers(Answer.text("Sunny in both."))),
    THINKING(
            "thinking shown",
            "thinking",
            Builtin.script("[reasoning: A question., text: An answer.]"),
            Checks.answers(Answer.text("An answer.").after("A question."))),
    IMAGE("an image", "image", Builtin.echo("I see "), Checks.answers(Answer.text("I see [image/png, 69 bytes]"))),
    STOP(
            "a stop sequence",
            "stop",
            Builtin.echo("One END two"),
            Checks.answers(Answer.text("One ").stoppedBy("END"))),
    LENGTH(
            "the longest answer",
            "length",
            Builtin.echo("One two three"),
            Checks.answers(Answer.text("One two ").cut())),
    CACHE(
            "usage with cached tokens",
            "say",
            Builtin.echo("Hello"),
            Checks.answers(Answer.text("Hello").cached(20))),
    FORMAT(
            "structured output",
            "format",
            Builtin.echo("{\"capital\":\"Rome\"}"),
            Checks.answers(Answer.text("{\"capital\":\"Rome\"}"))),
    REFUSED("an error before the first byte", "say", new Builtin("fault?status=400", "x"), Checks.refused()),
    BROKEN("an error after it", "say", new Builtin("fault?kind=truncated&after=1", "x"), Checks.broken("word ")),
    COUNT("token count", "count", Builtin.echo("Hello there"), Checks.counted()),
    MODELS("list of models", "say", Builtin.echo(""), Checks.listed()),
    CANCEL("cancel", "say", new Builtin("slow?ttft=0ms&gap=20ms&words=500", "x"), Checks.left());

    /** What makes a built-in model do the same. */
    record Builtin(String model, String text) {
        static Builtin echo(String text) {
            return new Builtin("echo", text);
        }

        static Builtin script(String yaml) {
            return new Builtin("script", yaml);
        }
    }

    private final String title;
    private final String folder;
    private final Builtin builtin;
    private final Checks.Check check;

    Scenario(String title, String folder, Builtin builtin, Checks.Check check) {
        this.title = title;
        this.folder = folder;
        this.builtin = builtin;
        this.check = check;
    }

    Builtin builtin() {
        return builtin;
    }

    Checks.Check check() {
        return check;
    }

    /** What the caller sends through this front, with its {@code ${model}} and {@code ${text}}. */
    String request(Front front) {
        return files().text(front.file());
    }

    /** Texts that a host must get. */
    List<String> arriving() {
        return files().has("arrives.txt") ? files().text("arrives.txt").lines().toList() : List.of();
    }

    private Fixtures.Case files() {
        return Fixtures.cases("compatibility").stream()
                .filter(found -> found.toString().equals(folder))
                .findFirst()
                .orElseThrow();
    }

    /** The n-th call; its id is the one that the built-in script gives it. */
    private static Answer.Call call(int n, String city) {
        return new Answer.Call("call_0_" + n, "get_weather", "{\"city\":\"" + city + "\"}");
    }

    @Override
    public String toString() {
        return title;
    }
}
