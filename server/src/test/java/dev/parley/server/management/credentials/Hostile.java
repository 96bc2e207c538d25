package dev.parley.server.management.credentials;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Archives at random, most of which lie, are damaged, or blow up. */
final class Hostile {
    private static final byte[] BOMB = Zip.deflate(new byte[43 << 20]);
    private static final List<String> NAMES = List.of(
            "ann.json",
            "b/c.json",
            "../d.json",
            "e.zip",
            "f.txt",
            "g\u202e.json",
            "/h.json",
            "deep/".repeat(50) + "i.json");

    private Hostile() {}

    static byte[] archive(Random random) {
        Zip zip = new Zip();
        int entries = 1 + random.nextInt(random.nextInt(10) == 0 ? 1100 : 8);
        for (int i = 0; i < entries; i++) {
            add(zip, i, random);
        }
        if (random.nextInt(8) == 0) {
            zip.count(random.nextInt(0x10000));
        }
        return damaged(zip.bytes(), random);
    }

    private static void add(Zip zip, int number, Random random) {
        String name = random.nextInt(4) == 0 ? NAMES.get(random.nextInt(NAMES.size())) : number + ".json";
        Zip.Member member = zip.add(name, content(random), random.nextBoolean());
        switch (random.nextInt(12)) {
            case 0 -> member.size = random.nextLong(1L << 32);
            case 1 -> member.toldPacked = random.nextInt(1 << random.nextInt(31));
            case 2 -> member.crc = random.nextInt();
            case 3 -> member.flags = random.nextInt(0x10000);
            case 4 -> member.method = random.nextInt(20);
            case 5 -> member.shares = number > 0;
            case 6 -> member.localName = "x.json";
            case 7 -> {
                member.packed = BOMB;
                member.toldPacked = BOMB.length;
                member.method = 8;
                member.size = random.nextInt(1 << 20);
            }
            default -> member.mode = random.nextInt(0x10000);
        }
    }

    private static byte[] content(Random random) {
        byte[] content = new byte[random.nextInt(1 << random.nextInt(15))];
        switch (random.nextInt(4)) {
            case 0 -> random.nextBytes(content);
            case 1 -> Arrays.fill(content, (byte) '[');
            case 2 -> Arrays.fill(content, (byte) '"');
            default -> {
                return "{\"api_key\":\"secret-of-ann\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
            }
        }
        return content;
    }

    private static byte[] damaged(byte[] zip, Random random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(zip, random.nextInt(zip.length));
        }
        byte[] damaged = zip.clone();
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            int at = random.nextBoolean()
                    ? random.nextInt(zip.length)
                    : zip.length - 1 - random.nextInt(Math.min(90, zip.length));
            damaged[at] = (byte) random.nextInt(256);
        }
        return damaged;
    }
}
