package dev.parley.server.management.credentials;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Makes zip archives, also such as no honest program makes. */
public final class Zip {
    private final List<Member> members = new ArrayList<>();
    private String comment = "";
    private int count = -1;

    /** An entry; what is told of it may be other than what it is. */
    public static final class Member {
        public String name;
        String localName;
        public byte[] packed;
        public long size;
        long crc;
        int method;
        public int flags;
        public int mode;
        /** Shares the bytes of the one before. */
        boolean shares;

        public long toldPacked;

        private Member(String name, byte[] content, boolean deflated) {
            this.name = name;
            this.localName = name;
            this.packed = deflated ? deflate(content) : content;
            this.toldPacked = packed.length;
            this.size = content.length;
            this.method = deflated ? 8 : 0;
            CRC32 sum = new CRC32();
            sum.update(content);
            this.crc = sum.getValue();
        }
    }

    public Member add(String name, String content) {
        return add(name, content.getBytes(StandardCharsets.UTF_8), true);
    }

    public Member add(String name, byte[] content, boolean deflated) {
        Member member = new Member(name, content, deflated);
        members.add(member);
        return member;
    }

    Zip comment(String text) {
        comment = text;
        return this;
    }

    /** Says that there are so many entries. */
    public Zip count(int told) {
        count = told;
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> offsets = new ArrayList<>();
        for (Member member : members) {
            if (member.shares) {
                offsets.add(offsets.getLast());
                continue;
            }
            offsets.add(out.size());
            byte[] name = member.localName.getBytes(StandardCharsets.UTF_8);
            out.writeBytes(little(30)
                    .putInt(0x04034b50)
                    .putShort((short) 20)
                    .putShort((short) member.flags)
                    .putShort((short) member.method)
                    .putInt(0)
                    .putInt((int) member.crc)
                    .putInt((int) member.toldPacked)
                    .putInt((int) member.size)
                    .putShort((short) name.length)
                    .putShort((short) 0)
                    .array());
            out.writeBytes(name);
            out.writeBytes(member.packed);
        }
        int start = out.size();
        for (int i = 0; i < members.size(); i++) {
            directory(members.get(i), offsets.get(i), out);
        }
        int told = count < 0 ? members.size() : count;
        out.writeBytes(little(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) told)
                .putShort((short) told)
                .putInt(out.size() - start)
                .putInt(start)
                .putShort((short) comment.length())
                .array());
        out.writeBytes(comment.getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private static void directory(Member member, int offset, ByteArrayOutputStream out) {
        byte[] name = member.name.getBytes(StandardCharsets.UTF_8);
        out.writeBytes(little(46)
                .putInt(0x02014b50)
                .putShort((short) (3 << 8 | 20))
                .putShort((short) 20)
                .putShort((short) member.flags)
                .putShort((short) member.method)
                .putInt(0)
                .putInt((int) member.crc)
                .putInt((int) member.toldPacked)
                .putInt((int) member.size)
                .putShort((short) name.length)
                .putInt(0)
                .putInt(0)
                .putShort((short) 0)
                .putShort((short) member.mode)
                .putInt(offset)
                .array());
        out.writeBytes(name);
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    public static byte[] deflate(byte[] content) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] part = new byte[64 << 10];
        while (!deflater.finished()) {
            out.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return out.toByteArray();
    }
}
