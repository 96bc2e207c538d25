package dev.parley.server.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Writes the few forms of DER that a certificate is made of (X.690). */
final class Der {
    static final int INTEGER = 0x02;
    static final int OCTETS = 0x04;
    static final int IDENTIFIER = 0x06;
    static final int UTC_TIME = 0x17;
    static final int SEQUENCE = 0x30;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return element(SEQUENCE, parts);
    }

    static byte[] element(int tag, byte[]... parts) {
        byte[] body = joined(parts);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (body.length >= 0x100) {
            out.write(0x82);
            out.write(body.length >> 8);
        } else if (body.length >= 0x80) {
            out.write(0x81);
        }
        out.write(body.length);
        out.writeBytes(body);
        return out.toByteArray();
    }

    static byte[] text(int tag, String text) {
        return element(tag, text.getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
