package dev.parley.server.wires;

/** Every way to ask a model over HTTP. */
enum PlantedWire {
    OPENAI("/v1/chat/completions", "{'model':'%s','messages':[{'role':'user','content':'hi'}]}"),
    OPENAI_STREAM("/v1/chat/completions", "{'model':'%s','stream':true,'messages':[{'role':'user','content':'hi'}]}"),
    CLAUDE("/v1/messages", "{'model':'%s','max_tokens':9,'messages':[{'role':'user','content':'hi'}]}"),
    CLAUDE_STREAM(
            "/v1/messages", "{'model':'%s','max_tokens':9,'stream':true,'messages':[{'role':'user','content':'hi'}]}"),
    RESPONSES("/v1/responses", "{'model':'%s','input':'hi'}"),
    RESPONSES_STREAM("/v1/responses", "{'model':'%s','stream':true,'input':'hi'}"),
    COMPLETIONS("/v1/completions", "{'model':'%s','prompt':'hi'}"),
    NATIVE("/api/v1/chat", "{'model':'%s','messages':[{'role':'ROLE_USER','parts':[{'text':{'text':'hi'}}]}]}"),
    NATIVE_STREAM(
            "/api/v1/chat/stream", "{'model':'%s','messages':[{'role':'ROLE_USER','parts':[{'text':{'text':'hi'}}]}]}"),
    COUNT("/v1/messages/count_tokens", "{'model':'%s','messages':[{'role':'user','content':'hi'}]}"),
    EMBEDDINGS("/v1/embeddings", "{'model':'%s','input':'hi'}"),
    IMAGES("/v1/images/generations", "{'model':'%s','prompt':'hi'}");

    final String path;
    private final String body;

    PlantedWire(String path, String body) {
        this.path = path;
        this.body = body.replace('\'', '"');
    }

    String body(String model) {
        return body.formatted(model);
    }
}
