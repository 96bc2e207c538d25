package dev.parley.server.frontend.management;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.parley.chat.v1.ErrorCode;
import dev.parley.management.v1.ValidateArchiveRequest;
import dev.parley.server.error.Blame;
import dev.parley.server.error.ChatException;
import dev.parley.server.frontend.http.MultipartForm;
import dev.parley.server.frontend.transcode.HttpForm;

/** An archive in the field {@code file} (MA-25). */
final class ArchiveForm implements HttpForm {
    private static final String FIELD = "file";
    private static final int ARCHIVE_MOST = 10 << 20;

    /** For boundaries, headers, and fields that are not looked at. */
    private static final int MARGIN = 64 << 10;

    @Override
    public int bytesMost() {
        return ARCHIVE_MOST + MARGIN;
    }

    @Override
    public void read(MultipartForm form, Message.Builder into) {
        byte[] archive = form.field(FIELD)
                .orElseThrow(() -> ChatException.invalid(FIELD, "The form has no field 'file' (expected: a zip)."))
                .content();
        if (archive.length > ARCHIVE_MOST) {
            throw ChatException.of(
                            ErrorCode.ERROR_CODE_TOO_LARGE,
                            Blame.REQUEST,
                            "request_too_large",
                            "The archive has %d bytes (expected: at most %d).".formatted(archive.length, ARCHIVE_MOST))
                    .param(FIELD)
                    .build();
        }
        ((ValidateArchiveRequest.Builder) into).setArchive(ByteString.copyFrom(archive));
    }
}
