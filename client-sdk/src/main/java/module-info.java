/** Parley's Java SDK: the generated stubs over gRPC or over REST. Start at {@link dev.parley.client.ParleyClient}. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // gRPC and protobuf are no modules yet
module dev.parley.client {
    requires transitive dev.parley.proto;
    requires com.google.protobuf.util;
    requires java.net.http;
    requires static org.jspecify;

    exports dev.parley.client;
    exports dev.parley.client.rest;
}
