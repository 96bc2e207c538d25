package dev.parley.server.dialect.openai;
import dev.parley.server.dialect.*; import dev.parley.chat.v1.*; import java.util.*; import java.time.Duration;
public final class OpenAiDialect implements NorthDialect, SouthDialect {
 public String name(){return "openai";} public Incoming readRequest(byte[] b){throw new UnsupportedOperationException();}
 public byte[] writeError(ChatError e,String id){return ("{\"error\":{\"message\":\""+e.getMessage()+"\"}}").getBytes();}
 public byte[] writeRequest(ChatRequest r,String m,boolean s,Drops d){throw new UnsupportedOperationException();}
 public List<ChatEvent> readResponse(byte[] b){throw new UnsupportedOperationException();}
 public EventReader eventReader(){throw new UnsupportedOperationException();}
 public dev.parley.server.error.ChatException readError(String p,int s,Duration r,byte[] b){throw new UnsupportedOperationException();}
}
