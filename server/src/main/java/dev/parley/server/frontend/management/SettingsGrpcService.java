package dev.parley.server.frontend.management;

import dev.parley.management.v1.ExplainRouteRequest;
import dev.parley.management.v1.Features;
import dev.parley.management.v1.GetConfigRequest;
import dev.parley.management.v1.ListFeaturesRequest;
import dev.parley.management.v1.ReloadConfigRequest;
import dev.parley.management.v1.ReloadConfigResponse;
import dev.parley.management.v1.RouteExplanation;
import dev.parley.management.v1.RuntimeConfig;
import dev.parley.management.v1.SetFeatureRequest;
import dev.parley.management.v1.SetFeatureResponse;
import dev.parley.management.v1.SettingsServiceGrpc;
import dev.parley.management.v1.UpdateConfigRequest;
import dev.parley.management.v1.UpdateConfigResponse;
import dev.parley.server.frontend.grpc.Answers;
import dev.parley.server.frontend.grpc.CallActor;
import dev.parley.server.management.settings.FeatureSwitches;
import dev.parley.server.management.settings.RouteExplainer;
import dev.parley.server.management.settings.SettingsAdmin;
import io.grpc.stub.StreamObserver;

/** {@code parley.management.v1.SettingsService}: hands each rpc to whoever does it. Knows no transport. */
public final class SettingsGrpcService extends SettingsServiceGrpc.SettingsServiceImplBase {
    private final SettingsAdmin settings;
    private final FeatureSwitches features;
    private final RouteExplainer routes;

    public SettingsGrpcService(SettingsAdmin settings, FeatureSwitches features, RouteExplainer routes) {
        this.settings = settings;
        this.features = features;
        this.routes = routes;
    }

    @Override
    public void getConfig(GetConfigRequest request, StreamObserver<RuntimeConfig> observer) {
        Answers.one(observer, settings::config);
    }

    @Override
    public void updateConfig(UpdateConfigRequest request, StreamObserver<UpdateConfigResponse> observer) {
        Answers.one(observer, () -> settings.update(CallActor.actor(), request));
    }

    @Override
    public void reloadConfig(ReloadConfigRequest request, StreamObserver<ReloadConfigResponse> observer) {
        Answers.one(observer, () -> settings.reload(CallActor.actor()));
    }

    @Override
    public void listFeatures(ListFeaturesRequest request, StreamObserver<Features> observer) {
        Answers.one(observer, features::list);
    }

    @Override
    public void setFeature(SetFeatureRequest request, StreamObserver<SetFeatureResponse> observer) {
        Answers.one(observer, () -> features.set(CallActor.actor(), request));
    }

    @Override
    public void explainRoute(ExplainRouteRequest request, StreamObserver<RouteExplanation> observer) {
        Answers.one(
                observer, () -> routes.explain(request, AskedListener.current().name()));
    }
}
