package dev.parley.testkit;

/**
 * How a script directs a {@link FakeGemini} in another process, with JSON bodies:
 *
 * <pre>
 * POST /fake/know   {"key": "k"}, or {"refresh_token": "r", "client": "id:secret"}
 * POST /fake/forget {"credential": "k"}
 * POST /fake/expire {"credential": "r"}                    takes none of its tokens any more
 * POST /fake/fail   {"credential": "k", "status": 429, "times": 3, "seconds": 7}
 *                   times 0 or absent: until healed; seconds: what a rate limit tells
 * POST /fake/heal   {"credential": "k"}
 * GET  /fake/calls  {"k": 5}: how often each credential was used
 * </pre>
 */
final class GeminiControl {
    static final String PATH = "/fake/";

    private final FakeGemini host;
    private final GeminiScript script;

    GeminiControl(FakeGemini host, GeminiScript script) {
        this.host = host;
        this.script = script;
    }

    Reply answer(ReceivedRequest request) {
        String order = request.path().substring(PATH.length());
        if (order.equals("calls")) {
            return Reply.json(200, script.callsJson());
        }
        Node body = Node.parse(request.body());
        String credential = body.text("credential");
        switch (order) {
            case "know" -> know(body);
            case "forget" -> host.forget(credential);
            case "expire" -> host.expire(credential);
            case "fail" ->
                script.fail(credential, number(body, "status"), number(body, "times"), number(body, "seconds"));
            case "heal" -> script.heal(credential);
            default -> {
                return Reply.json(404, "{}");
            }
        }
        return Reply.json(200, "{}");
    }

    private void know(Node body) {
        if (body.has("key")) {
            host.know(body.text("key"));
        } else {
            host.knowUser(body.text("refresh_token"), body.text("client"));
        }
    }

    private static int number(Node body, String field) {
        return body.at(field).value() instanceof Integer number ? number : 0;
    }
}
