package dev.parley.server.dialect.claude;

import dev.parley.model.v1.Model;
import java.util.List;

public final class ClaudeModels {
    private ClaudeModels() {}

    public static byte[] list(List<Model> models) {
        return new byte[0];
    }

    public static byte[] one(Model model) {
        return new byte[0];
    }
}
