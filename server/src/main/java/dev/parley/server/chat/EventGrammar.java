package dev.parley.server.chat;
final class EventGrammar { void check(dev.parley.chat.v1.ChatEvent e) {} }
