package dev.parley.server.frontend.admin;

import dev.parley.server.access.AdminSessions;
import dev.parley.server.admin.AccountTests;
import dev.parley.server.admin.AuditAdmin;
import dev.parley.server.admin.ConfigAdmin;
import dev.parley.server.admin.QueueAdmin;
import dev.parley.server.admin.SelfTest;
import dev.parley.server.admin.VercelAdmin;

/** What the admin API is made of: who does its work, and who may ask for it. */
public record AdminServices(
        ConfigAdmin config,
        QueueAdmin queue,
        AccountTests accountTests,
        SelfTest selfTest,
        VercelAdmin vercel,
        AuditAdmin audit,
        AdminSessions sessions) {}
