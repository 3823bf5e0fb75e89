// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.util.Locale;

/** What is measured, in the order in which it is told of. */
enum Measure {
    NOTHING_3("nothing to do, 3 applied", Verb.UPGRADE, Body.SELECT, 3),
    NOTHING_1000("nothing to do, 1000 applied", Verb.UPGRADE, Body.SELECT, 1_000),
    CURRENT("current, 1000 applied", Verb.CURRENT, Body.SELECT, 1_000),
    HISTORY("history, 1000 revisions", Verb.HISTORY, Body.SELECT, 1_000),
    HEADS("heads, 1000 revisions", Verb.HEADS, Body.SELECT, 1_000),
    MEMORY("resident memory, nothing to do, 1000 applied", Verb.UPGRADE, Body.SELECT, 1_000),
    TABLES("apply 1000 create table", Verb.APPLY, Body.TABLE, 1_000),
    SELECTS("apply 1000 select", Verb.APPLY, Body.SELECT, 1_000),
    NOTHING_10000("nothing to do, 10,000 applied", Verb.UPGRADE, Body.SELECT, 10_000),
    SELECTS_10000("apply 10,000 select", Verb.APPLY, Body.SELECT, 10_000);

    /** What a tool is asked for. To apply is to upgrade a database that was just made. */
    enum Verb {
        UPGRADE,
        CURRENT,
        HISTORY,
        HEADS,
        APPLY
    }

    private static final double MILLIS = 1_000;
    private static final double SHORT = 100;

    private final String title;
    private final Verb verb;
    private final Body body;
    private final int size;

    Measure(String title, Verb verb, Body body, int size) {
        this.title = title;
        this.verb = verb;
        this.body = body;
        this.size = size;
    }

    String title() {
        return title;
    }

    Verb verb() {
        return verb;
    }

    /** The project and the database that it is measured on, as part of the names of both. */
    String project() {
        return body.name().toLowerCase(Locale.ROOT) + "_" + size;
    }

    Body body() {
        return body;
    }

    int size() {
        return size;
    }

    boolean applies() {
        return verb == Verb.APPLY;
    }

    /** A value for a person; times are kept in milliseconds, memory in kilobytes. */
    String shown(double value) {
        if (this == MEMORY) {
            return String.format(Locale.ROOT, "%.0f MB", value / 1_024);
        }
        if (value < SHORT) {
            return String.format(Locale.ROOT, "%.1f ms", value);
        }
        return String.format(Locale.ROOT, value < MILLIS ? "%.3f s" : "%.2f s", value / MILLIS);
    }
}
