package dev.parley.server.access;

/** What somebody may do with the management API. */
enum ManagementRole {
    /** Everything: whoever has the management key. */
    FULL("operator"),
    /** Read: whoever has the read-only key. */
    READ_ONLY("reader");

    /** How tokens call it. */
    final String word;

    ManagementRole(String word) {
        this.word = word;
    }
}
