package dev.parley.server.chat;
public final class ChatAccumulator { public ChatAccumulator add(dev.parley.chat.v1.ChatEvent e){return this;} public dev.parley.chat.v1.ChatResponse response(){return dev.parley.chat.v1.ChatResponse.getDefaultInstance();} }
