package dev.parley.server.dialect.openai;
import dev.parley.model.v1.*; import java.util.*;
public final class OpenAiModels { public static byte[] list(List<Model> m){return m.toString().getBytes();} public static byte[] one(Model m){return m.toString().getBytes();} }
