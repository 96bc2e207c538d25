package dev.parley.server.tool;

import java.util.BitSet;

/** Follows a JSON object, or a list of objects, to its end. Whatever could not be that ends it at once. */
final class JsonScan implements Scan {
    private static final int DEPTH_MOST = 100;
    private static final String SCALAR = "+-.0123456789Eaeflnrstu";

    private enum Expect {
        ROOT,
        OBJECT,
        VALUE,
        VALUE_OR_END,
        KEY,
        KEY_OR_END,
        COLON,
        COMMA_OR_END
    }

    private final BitSet objects = new BitSet();
    private Expect expect = Expect.ROOT;
    private int depth;
    private boolean inString;
    private boolean inScalar;
    private boolean escaped;
    private boolean key;

    @Override
    public Verdict take(char c) {
        if (inString) {
            return string(c);
        }
        if (inScalar && SCALAR.indexOf(c) >= 0) {
            return Verdict.MORE;
        }
        inScalar = false;
        return Character.isWhitespace(c) ? Verdict.MORE : token(c);
    }

    @Override
    public String body(String taken) {
        return taken;
    }

    private Verdict string(char c) {
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == '"') {
            inString = false;
            expect = key ? Expect.COLON : Expect.COMMA_OR_END;
        } else if (c < ' ') {
            return Verdict.NEVER;
        }
        return Verdict.MORE;
    }

    private Verdict token(char c) {
        return switch (expect) {
            case ROOT -> c == '[' ? open(false, Expect.OBJECT) : value(c);
            case OBJECT -> c == '{' ? value(c) : Verdict.NEVER;
            case VALUE -> value(c);
            case VALUE_OR_END -> c == ']' ? close(c) : value(c);
            case KEY -> c == '"' ? begin(true) : Verdict.NEVER;
            case KEY_OR_END -> c == '}' ? close(c) : c == '"' ? begin(true) : Verdict.NEVER;
            case COLON -> c == ':' ? then(Expect.VALUE) : Verdict.NEVER;
            case COMMA_OR_END -> c == ',' ? then(next()) : close(c);
        };
    }

    private Verdict value(char c) {
        if (c == '{') {
            return open(true, Expect.KEY_OR_END);
        }
        if (c == '[') {
            return open(false, Expect.VALUE_OR_END);
        }
        if (c == '"') {
            return begin(false);
        }
        inScalar = SCALAR.indexOf(c) >= 0;
        return inScalar ? then(Expect.COMMA_OR_END) : Verdict.NEVER;
    }

    private Expect next() {
        if (objects.get(depth)) {
            return Expect.KEY;
        }
        return depth == 1 ? Expect.OBJECT : Expect.VALUE;
    }

    private Verdict begin(boolean asKey) {
        inString = true;
        key = asKey;
        return Verdict.MORE;
    }

    private Verdict open(boolean object, Expect inside) {
        objects.set(++depth, object);
        return depth > DEPTH_MOST ? Verdict.NEVER : then(inside);
    }

    private Verdict close(char c) {
        if (c != (objects.get(depth) ? '}' : ']')) {
            return Verdict.NEVER;
        }
        expect = Expect.COMMA_OR_END;
        return --depth == 0 ? Verdict.WHOLE : Verdict.MORE;
    }

    private Verdict then(Expect following) {
        expect = following;
        return Verdict.MORE;
    }
}
