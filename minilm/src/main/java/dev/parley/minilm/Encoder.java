package dev.parley.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** The model itself. Takes at most half of the processors, and gives back what memory a text took. Thread-safe. */
final class Encoder {
    static final int DIMENSIONS = 384;

    private static final String FILE = "/all-minilm-l6-v2-q.onnx";
    private static final long BEGIN = 101;
    private static final long END = 102;

    private final OrtEnvironment environment;
    private final OrtSession session;

    private Encoder(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /** Loads the model with its native library, which is unpacked into the folder for temporary files. */
    static Encoder load() throws OrtException, IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        environment.setTelemetry(false);
        try (InputStream in = Objects.requireNonNull(Encoder.class.getResourceAsStream(FILE), FILE);
                OrtSession.SessionOptions options = options()) {
            return new Encoder(environment, environment.createSession(in.readAllBytes(), options));
        }
    }

    /** The vector of a text of these tokens, of length 1. Blocks while it computes. */
    float[] encode(int[] tokens) throws OrtException {
        int places = tokens.length + 2;
        long[] ids = new long[places];
        ids[0] = BEGIN;
        for (int i = 0; i < tokens.length; i++) {
            ids[i + 1] = tokens[i];
        }
        ids[places - 1] = END;
        long[] ones = new long[places];
        Arrays.fill(ones, 1);
        try (OnnxTensor input = tensor(ids);
                OnnxTensor mask = tensor(ones);
                OnnxTensor types = tensor(new long[places]);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", input, "attention_mask", mask, "token_type_ids", types))) {
            return pooled(((OnnxTensor) result.get(0)).getFloatBuffer(), places);
        }
    }

    private OnnxTensor tensor(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
        options.setInterOpNumThreads(1);
        options.setCPUArenaAllocator(false);
        options.setMemoryPatternOptimization(false);
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    /** The mean of the places' vectors, brought to length 1. */
    private static float[] pooled(FloatBuffer hidden, int places) {
        double[] sums = new double[DIMENSIONS];
        for (int place = 0; place < places; place++) {
            for (int i = 0; i < DIMENSIONS; i++) {
                sums[i] += hidden.get(place * DIMENSIONS + i);
            }
        }
        double length = Math.sqrt(Arrays.stream(sums).map(sum -> sum * sum).sum());
        float[] vector = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] = (float) (sums[i] / length);
        }
        return vector;
    }
}
