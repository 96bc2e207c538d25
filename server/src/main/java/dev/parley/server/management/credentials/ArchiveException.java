package dev.parley.server.management.credentials;

/** An archive that is not taken. Its message says why, without what is in it but for names. */
final class ArchiveException extends RuntimeException {
    ArchiveException(String message) {
        super(message);
    }

    static ArchiveException damaged(String what) {
        return new ArchiveException("The archive is damaged: " + what + ".");
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
