package dev.parley.server;

import dev.parley.server.dialect.claude.ClaudeDialect;
import dev.parley.server.dialect.openai.OpenAiDialect;
import dev.parley.server.frontend.http.ErrorFamilies;
import dev.parley.server.frontend.http.ErrorFamilies.Family;
import dev.parley.server.frontend.keys.KeyRoutes;
import dev.parley.server.frontend.management.ManagementFrontend;
import dev.parley.server.frontend.transcode.JsonShape;
import java.util.ArrayList;
import java.util.List;

/** What errors look like by path, the one table of it (B6). Part of the composition root. */
final class ErrorShapes {
    private ErrorShapes() {}

    /** On listeners that speak as the vendors do, OpenAI as this dialect does. */
    static ErrorFamilies standard(OpenAiDialect openAi, ClaudeDialect claude) {
        List<Family> families = withOperators(openAi::writeError);
        families.add(new Family("/v1/messages", claude::writeError));
        families.add(new Family("/anthropic/", claude::writeError));
        families.add(new Family("/api/", JsonShape.PROTO::writeError));
        return new ErrorFamilies(families);
    }

    /** On listeners whose errors are mere texts. */
    static ErrorFamilies plain() {
        return new ErrorFamilies(withOperators(OpenAiDialect::writePlainError));
    }

    /** The operators' APIs below their paths, but for the key routes there, which speak as all the rest. */
    private static List<Family> withOperators(ErrorFamilies.Shape rest) {
        List<Family> families = new ArrayList<>();
        families.add(new Family("/", rest));
        families.add(new Family("/admin/", JsonShape.PLAIN::writeError));
        families.add(new Family(ManagementFrontend.PATH, JsonShape.MANAGEMENT::writeError));
        KeyRoutes.ADMIN_PATHS.forEach(path -> families.add(new Family(path, rest)));
        return families;
    }
}
