package dev.parley.server.frontend.management;

import dev.parley.management.v1.ClearKeyLimitsRequest;
import dev.parley.management.v1.GetKeyLimitsRequest;
import dev.parley.management.v1.KeyLimits;
import dev.parley.management.v1.LimitServiceGrpc;
import dev.parley.management.v1.ListLimitsRequest;
import dev.parley.management.v1.ListLimitsResponse;
import dev.parley.management.v1.SetKeyLimitsRequest;
import dev.parley.server.frontend.grpc.Answers;
import dev.parley.server.frontend.grpc.CallActor;
import dev.parley.server.management.limits.LimitAdmin;
import io.grpc.stub.StreamObserver;

/** {@code parley.management.v1.LimitService}: hands each rpc to whoever does it. Knows no transport. */
public final class LimitGrpcService extends LimitServiceGrpc.LimitServiceImplBase {
    private final LimitAdmin limits;

    public LimitGrpcService(LimitAdmin limits) {
        this.limits = limits;
    }

    @Override
    public void listLimits(ListLimitsRequest request, StreamObserver<ListLimitsResponse> observer) {
        Answers.one(observer, limits::list);
    }

    @Override
    public void getKeyLimits(GetKeyLimitsRequest request, StreamObserver<KeyLimits> observer) {
        Answers.one(observer, () -> limits.get(request.getKey()));
    }

    @Override
    public void setKeyLimits(SetKeyLimitsRequest request, StreamObserver<KeyLimits> observer) {
        Answers.one(observer, () -> limits.set(CallActor.actor(), request));
    }

    @Override
    public void clearKeyLimits(ClearKeyLimitsRequest request, StreamObserver<KeyLimits> observer) {
        Answers.one(observer, () -> limits.clear(CallActor.actor(), request.getKey()));
    }
}
