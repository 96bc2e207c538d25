package dev.parley.server.frontend.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.grpc.Channel;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Asks a server what it serves, and builds the descriptors of what it says. */
final class ReflectionClient {
    private final Channel channel;
    private final Map<String, FileDescriptor> built = new TreeMap<>();

    ReflectionClient(Channel channel) {
        this.channel = channel;
    }

    /** The file that has this symbol, with all that it imports. */
    FileDescriptor describe(String symbol) throws Exception {
        return build(fileOf(symbol));
    }

    private FileDescriptor build(FileDescriptorProto file) throws Exception {
        List<FileDescriptor> imports = new java.util.ArrayList<>();
        for (String name : file.getDependencyList()) {
            if (!built.containsKey(name)) {
                built.put(name, build(fileNamed(name)));
            }
            imports.add(built.get(name));
        }
        return FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new));
    }

    private FileDescriptorProto fileOf(String symbol) throws Exception {
        return file(ServerReflectionRequest.newBuilder()
                .setFileContainingSymbol(symbol)
                .build());
    }

    private FileDescriptorProto fileNamed(String name) throws Exception {
        return file(ServerReflectionRequest.newBuilder().setFileByFilename(name).build());
    }

    private FileDescriptorProto file(ServerReflectionRequest request) throws Exception {
        ByteString bytes = reflect(request).getFileDescriptorResponse().getFileDescriptorProto(0);
        return FileDescriptorProto.parseFrom(bytes);
    }

    /** The server's answer to one question. */
    ServerReflectionResponse reflect(ServerReflectionRequest request) throws Exception {
        BlockingQueue<ServerReflectionResponse> answers = new LinkedBlockingQueue<>();
        StreamObserver<ServerReflectionRequest> out = ServerReflectionGrpc.newStub(channel)
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse answer) {
                        answers.add(answer);
                    }

                    @Override
                    public void onError(Throwable failure) {}

                    @Override
                    public void onCompleted() {}
                });
        out.onNext(request);
        ServerReflectionResponse answer = answers.poll(5, TimeUnit.SECONDS);
        out.onCompleted();
        assertThat(answer).isNotNull();
        return answer;
    }
}
