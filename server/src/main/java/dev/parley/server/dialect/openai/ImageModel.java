package dev.parley.server.dialect.openai;

/** What sets models that make pictures apart, by their names; the first row that fits counts. */
enum ImageModel {
    /** Always answers with the picture itself, and refuses to be told so. */
    GPT_IMAGE("gpt-image", false, true),
    /** Makes one kind of file. */
    DALL_E("dall-e", true, false),
    OTHER("", true, true);

    private final String name;
    private final boolean toldForm;
    private final boolean takesFile;

    ImageModel(String name, boolean toldForm, boolean takesFile) {
        this.name = name;
        this.toldForm = toldForm;
        this.takesFile = takesFile;
    }

    static ImageModel of(String model) {
        for (ImageModel row : values()) {
            if (model.contains(row.name)) {
                return row;
            }
        }
        return OTHER;
    }

    /** Whether it must be asked for the picture itself, lest it answer with an address. */
    boolean toldForm() {
        return toldForm;
    }

    /** Whether it may be told what file to make, and on what background. */
    boolean takesFile() {
        return takesFile;
    }
}
