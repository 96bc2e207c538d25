package dev.parley.server.metrics;

/** The numbers of one series: of a family with one value for each label. */
sealed interface Cell permits Count, Level, Histogram {}
