package dev.parley.server.management.credentials;

import java.util.List;

/** Where the credentials of one provider come from. Thread-safe. */
public interface Sources {
    /** All of them, in the order of the rotation; of two with one id, the first is in force. */
    List<Entry> entries();

    /**
     * Reads the operator's files again, and puts what they hold into force. Blocks while files are read.
     *
     * @return how many credentials they hold
     */
    int reload();

    /** From now on these were uploaded, and no others. They join the rotation at once; those that go drain. */
    void uploads(List<Entry> uploads);
}
