/** The contract: messages, gRPC stubs, and how both look over HTTP. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // gRPC and protobuf are no modules yet
module dev.parley.proto {
    requires transitive com.google.protobuf;
    requires transitive io.grpc;
    requires transitive io.grpc.stub;
    requires transitive io.grpc.protobuf;
    requires transitive proto.google.common.protos;
    requires com.google.common;
    requires com.google.protobuf.util;
    requires static org.jspecify;

    exports dev.parley.admin.v1;
    exports dev.parley.chat.v1;
    exports dev.parley.embedding.v1;
    exports dev.parley.image.v1;
    exports dev.parley.management.v1;
    exports dev.parley.model.v1;
    exports dev.parley.response.v1;
    exports dev.parley.http;
}
