package dev.parley.server.config;

import dev.parley.server.config.ProviderSettings.AccountSettings;
import dev.parley.server.config.ProviderSettings.ModelSettings;
import java.util.Map;
import java.util.function.Function;

/** Records that may be written as one text, and what the text stands for. */
final class ShortForms {
    private static final Map<Class<?>, Function<Tree.Scalar, Tree>> TABLE =
            Map.of(ModelSettings.class, ShortForms::model, AccountSettings.class, ShortForms::account);

    private ShortForms() {}

    /** The keys that a text stands for; the text itself if it stands for none. */
    static Tree expand(Class<?> record, Tree.Scalar text) {
        return TABLE.getOrDefault(record, scalar -> scalar).apply(text);
    }

    private static Tree model(Tree.Scalar name) {
        Tree none = new Tree.Scalar("0", name.origin());
        Tree nobody = new Tree.Scalar("", name.origin());
        return new Tree.Branch(Map.of("id", name, "context-length", none, "owned-by", nobody), name.origin());
    }

    private static Tree account(Tree.Scalar account) {
        String origin = account.origin();
        int colon = account.text().indexOf(':');
        if (colon < 0) {
            return new Tree.Branch(Map.of("token", account), origin);
        }
        String login = account.text().substring(0, colon);
        Tree password = new Tree.Scalar(account.text().substring(colon + 1), origin);
        String key = login.contains("@") ? "email" : "mobile";
        return new Tree.Branch(Map.of(key, new Tree.Scalar(login, origin), "password", password), origin);
    }
}
