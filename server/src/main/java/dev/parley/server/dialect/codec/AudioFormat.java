package dev.parley.server.dialect.codec;

/** OpenAI's words for audio formats and the media types they stand for. */
public final class AudioFormat {
    private static final String TYPE = "audio/";
    private static final String MP3 = "mp3";
    private static final String MP3_TYPE = "audio/mpeg";

    private AudioFormat() {}

    /** The media type of this word. */
    public static String mimeType(String format) {
        return format.equals(MP3) ? MP3_TYPE : TYPE + format;
    }

    /** The word for this media type. */
    public static String of(String mimeType) {
        if (mimeType.equals(MP3_TYPE)) {
            return MP3;
        }
        return mimeType.startsWith(TYPE) ? mimeType.substring(TYPE.length()) : mimeType;
    }
}
