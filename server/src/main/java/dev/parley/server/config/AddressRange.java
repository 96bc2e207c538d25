package dev.parley.server.config;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Some IP addresses: those whose first bits are a network's. */
public final class AddressRange {
    private final InetAddress network;
    private final int bits;

    private AddressRange(InetAddress network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /**
     * Reads an address ({@code 10.1.2.3}) or a CIDR block ({@code 10.0.0.0/8}, {@code fd00::/8}).
     *
     * @throws IllegalArgumentException it is neither; names are never looked up
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        InetAddress network = InetAddress.ofLiteral(literal);
        int most = network.getAddress().length * Byte.SIZE;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        boolean short4 =
                network instanceof Inet4Address && !network.getHostAddress().equals(literal);
        if (bits < 0 || bits > most || short4) {
            throw new IllegalArgumentException(text);
        }
        return new AddressRange(network, bits);
    }

    /** Whether an address is in it. IPv4 addresses that are written as IPv6 ones count as IPv4. */
    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int mask = -1 << Math.max(0, Byte.SIZE - (bits - bit));
            if (((mine[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return network.getHostAddress() + '/' + bits;
    }
}
