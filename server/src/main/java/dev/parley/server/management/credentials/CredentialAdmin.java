package dev.parley.server.management.credentials;

import dev.parley.management.v1.CredentialChanged;
import dev.parley.management.v1.CredentialDetail;
import dev.parley.management.v1.CredentialUpload;
import dev.parley.management.v1.CredentialsCounted;
import dev.parley.management.v1.ListCredentialsRequest;
import dev.parley.management.v1.ListCredentialsResponse;
import dev.parley.management.v1.UploadCredentialRequest;
import dev.parley.management.v1.UploadCredentialResponse;
import dev.parley.server.access.Actor;
import dev.parley.server.credential.CredentialFile;
import dev.parley.server.error.ChatException;
import dev.parley.server.pool.CredentialMark;
import dev.parley.server.store.Documents;
import dev.parley.server.store.StoreException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The credentials of all providers: shown, added, removed, switched and recovered (MA-20..MA-24). A change is on the
 * disk, in force and in the audit log when its method returns; methods that change something block until then.
 * Thread-safe.
 */
public final class CredentialAdmin {
    private static final String NAMES = "names";

    private final Directory directory;
    private final DefaultPool fallback;
    private final Uploads uploads;
    private final Deeds deeds;
    private final InstantSource clock;
    /** One change of the uploads at a time. */
    private final ReentrantLock changes = new ReentrantLock();

    /**
     * Loads what was uploaded, and puts it into force.
     *
     * @throws StoreException it cannot be read
     */
    CredentialAdmin(Directory directory, DefaultPool fallback, Documents documents, Deeds deeds, InstantSource clock) {
        this.directory = directory;
        this.fallback = fallback;
        this.uploads = new Uploads(directory.pools(), documents);
        this.deeds = deeds;
        this.clock = clock;
    }

    /** All that are in force. */
    public ListCredentialsResponse list(ListCredentialsRequest request) {
        List<Held> held = directory.all().stream()
                .filter(one ->
                        request.getProvider().isEmpty() || one.pool().name().equals(request.getProvider()))
                .toList();
        ListCredentialsResponse.Builder list = ListCredentialsResponse.newBuilder();
        switch (request.getView()) {
            case NAMES ->
                held.stream()
                        .map(one -> one.entry().filename())
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .forEach(list::addNames);
            case "" -> held.stream().map(CredentialViews::of).forEach(list::addCredentials);
            default ->
                throw ChatException.invalid(
                        "view", "'view' is '%s' (expected: names, or none).".formatted(Shown.name(request.getView())));
        }
        return list.build();
    }

    /** One, with what it was given with. */
    public CredentialDetail get(String id) {
        return CredentialViews.detail(directory.find(id));
    }

    /**
     * Adds one.
     *
     * @throws ChatException INVALID_REQUEST naming each field at fault, or that its name is taken; UNAVAILABLE if it
     *     cannot be kept. Nothing was changed
     */
    public UploadCredentialResponse upload(Actor actor, UploadCredentialRequest request) {
        CredentialUpload given = request.getUpload();
        ManagedPool pool = fallback.of(given.getProvider());
        Upload upload = new Upload(pool.name(), StructJson.of(given.getCredentials()));
        return changing(() -> {
            String name = name(given.getFilename(), upload);
            CredentialFile file = UploadCheck.file(pool, name, upload.json());
            if (!upload.equals(uploads.get(name))) {
                checkFree(name, file.id(), request.getOverwrite());
                uploads.put(name, upload);
                deeds.note(actor, "credential.upload", pool.name() + '/' + file.id());
            }
            return UploadCredentialResponse.newBuilder()
                    .setMessage("uploaded")
                    .setFilename(name)
                    .setId(file.id())
                    .build();
        });
    }

    /** Removes one that was uploaded. Whether it is disabled or banned is remembered for when it comes back. */
    public CredentialChanged delete(Actor actor, String id) {
        return changing(() -> {
            Held held = directory.find(id);
            Entry entry = held.entry();
            if (entry.source() != Source.UPLOAD) {
                throw Refusals.conflict(
                        "not_uploaded",
                        "id",
                        "'%s' was not uploaded: it stands in %s (expected: remove it there, or disable it)."
                                .formatted(id, (entry.source().place() + ' ' + entry.filename()).strip()));
            }
            uploads.remove(entry.filename());
            return changed(actor, "credential.delete", "deleted", held);
        });
    }

    /** Reads the operator's files again. Blocks while they are read. */
    public CredentialsCounted reload(Actor actor) {
        int count = directory.pools().stream()
                .mapToInt(pool -> pool.sources().reload())
                .sum();
        deeds.note(actor, "credential.reload", String.valueOf(count));
        return counted("reloaded", count);
    }

    /** Takes one out of the rotation. */
    public CredentialChanged disable(Actor actor, String id) {
        Held held = directory.find(id);
        mark(held, marked(held, true), () -> held.pool().pool().disable(held.id()));
        return changed(actor, "credential.disable", "disabled", held);
    }

    /** Puts it back; a ban stays. */
    public CredentialChanged enable(Actor actor, String id) {
        Held held = directory.find(id);
        mark(held, marked(held, false), () -> held.pool().pool().enable(held.id()));
        return changed(actor, "credential.enable", "enabled", held);
    }

    /** Lifts its ban and forgets its failures. */
    public CredentialChanged recover(Actor actor, String id) {
        Held held = directory.find(id);
        recover(held);
        return changed(actor, "credential.recover", "recovered", held);
    }

    /** The same for all; the count is of those that were banned. */
    public CredentialsCounted recoverAll(Actor actor) {
        List<Held> banned =
                directory.all().stream().filter(one -> one.view().autoBanned()).toList();
        banned.forEach(this::recover);
        directory.pools().forEach(pool -> pool.pool().reset());
        deeds.note(actor, "credential.recover-all", String.valueOf(banned.size()));
        return counted("recovered", banned.size());
    }

    /** Lifts a ban because of what somebody saw. */
    void absolve(Actor actor, Held held) {
        recover(held);
        deeds.note(actor, "credential.recover", held.subject());
    }

    private void recover(Held held) {
        CredentialMark mark = new CredentialMark(held.id(), held.view().disabled(), null, "");
        mark(held, mark, () -> held.pool().pool().recover(held.id()));
    }

    private static CredentialMark marked(Held held, boolean disabled) {
        return new CredentialMark(
                held.id(), disabled, held.view().banUntil(), held.view().bannedReason());
    }

    private static void mark(Held held, CredentialMark mark, Runnable inForce) {
        try {
            held.pool().marks().keep(mark, inForce);
        } catch (StoreException e) {
            throw e.refusal();
        }
    }

    private <T> T changing(Supplier<T> change) {
        changes.lock();
        try {
            return change.get();
        } catch (StoreException e) {
            throw e.refusal();
        } finally {
            changes.unlock();
        }
    }

    /** What an upload is called: as it says, else as the same one is called already, else by the time. */
    private String name(String given, Upload upload) {
        if (!given.isEmpty()) {
            return Filename.checked(given);
        }
        String same = uploads.nameOf(upload);
        return same == null ? Filename.made(clock.instant(), uploads.names()) : same;
    }

    /** One name, one owner: of files, and of ids among all providers. */
    private void checkFree(String name, String id, boolean overwrite) {
        if (uploads.get(name) != null && !overwrite) {
            throw Refusals.conflict(
                    "filename_taken",
                    "filename",
                    "There is a credential '%s' already (expected: another filename, or overwrite=true)."
                            .formatted(name));
        }
        directory.all().stream()
                .filter(held -> held.id().equals(id)
                        && !(held.entry().source() == Source.UPLOAD
                                && held.entry().filename().equals(name)))
                .findFirst()
                .ifPresent(owner -> {
                    throw Refusals.conflict(
                            "id_taken",
                            "credentials.id",
                            "There is a credential '%s' already, of provider '%s', in %s (expected: another id)."
                                    .formatted(
                                            id,
                                            owner.pool().name(),
                                            owner.entry().source().place()));
                });
    }

    private CredentialChanged changed(Actor actor, String action, String message, Held held) {
        deeds.note(actor, action, held.subject());
        return CredentialChanged.newBuilder()
                .setMessage(message)
                .setId(held.id())
                .build();
    }

    private static CredentialsCounted counted(String message, int count) {
        return CredentialsCounted.newBuilder()
                .setMessage(message)
                .setCount(count)
                .build();
    }
}
