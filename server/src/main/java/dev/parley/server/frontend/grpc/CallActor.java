package dev.parley.server.frontend.grpc;

import dev.parley.server.access.Actor;
import io.grpc.Context;

/** Who makes the call at hand, for services that operators use. Their interceptor says so. */
public final class CallActor {
    private static final Context.Key<Actor> ACTOR = Context.key("parley-actor");

    private CallActor() {}

    /** Who makes the call at hand; of a call that needs no authentication, an actor who is nobody. */
    public static Actor actor() {
        return ACTOR.get();
    }

    /** The context of calls that this one makes. */
    public static Context with(Context context, Actor actor) {
        return context.withValue(ACTOR, actor);
    }
}
