package dev.parley.server.registry;

import dev.parley.management.v1.RegistryModel;
import dev.parley.server.routing.Thinking;

/** What entries have where they say nothing (MA-43). */
final class Template {
    /** The template of a channel that was given none. */
    static final RegistryModel PLAIN = RegistryModel.newBuilder()
            .setBase("")
            .setFakeStreaming(false)
            .setAntiTruncation(false)
            .setThinking(Thinking.AUTO.word())
            .setSearch(false)
            .setImage(false)
            .setStream(true)
            .setEnabled(true)
            .setUpstream("")
            .build();

    private Template() {}

    /** An entry with what it leaves out. An empty group is none, and only a disabled entry has a reason to be that. */
    static RegistryModel complete(RegistryModel entry, RegistryModel template) {
        RegistryModel.Builder whole = template.toBuilder().mergeFrom(entry);
        if (whole.getGroup().isEmpty()) {
            whole.clearGroup();
        }
        if (whole.getEnabled() || whole.getDisabledReason().isEmpty()) {
            whole.clearDisabledReason();
        }
        return whole.build();
    }

    /** The same for one of many entries that were given together, as an export is: what is in no group stays so. */
    static RegistryModel completeOfMany(RegistryModel entry, RegistryModel template) {
        return complete(entry, template.toBuilder().clearGroup().build());
    }

    /** A template with these changes. */
    static RegistryModel changed(RegistryModel template, RegistryModel changes) {
        RegistryModel asked =
                changes.toBuilder().clearId().clearDisabledReason().build();
        return complete(asked, template);
    }
}
