package dev.parley.server.frontend.management;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.parley.management.v1.ImportRegistryModelsRequest;
import dev.parley.management.v1.RegistryModels;
import dev.parley.server.frontend.http.MultipartForm;
import dev.parley.server.frontend.transcode.HttpForm;
import dev.parley.server.frontend.transcode.JsonShape;
import java.nio.charset.StandardCharsets;

/** Models in files, each as an export gives them: {@code {"models": […]}} (MA-42). All fields count, in their order. */
final class ModelsForm implements HttpForm {
    private static final int BYTES_MOST = 10 << 20;

    @Override
    public int bytesMost() {
        return BYTES_MOST;
    }

    @Override
    public void read(MultipartForm form, Message.Builder into) throws InvalidProtocolBufferException {
        RegistryModels.Builder models = RegistryModels.newBuilder();
        for (MultipartForm.Field field : form.fields()) {
            RegistryModels.Builder file = RegistryModels.newBuilder();
            JsonShape.MANAGEMENT.read(new String(field.content(), StandardCharsets.UTF_8), file);
            models.addAllModels(file.getModelsList());
        }
        ((ImportRegistryModelsRequest.Builder) into).setModels(models);
    }
}
