// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One thing that happened, as the history of a database has it; texts that nobody gave are empty.
 *
 * @param id its number, which grows
 * @param run the run that did it
 * @param kind what kind of thing it happened to: revision, or run
 * @param subject the revision, or the target of the run
 * @param operation what was done: upgrade, downgrade, stamp, repair …
 * @param outcome how it ended: done, failed, or started where its end is another entry
 * @param at when
 * @param time how long it took
 * @param statements how many statements it sent
 * @param dbUser the user of the database
 * @param osUser the user of the operating system
 * @param host the machine
 * @param toolVersion the version of this tool
 * @param applicationVersion the version of the application
 * @param error why it failed
 * @param note what else a reader should know
 */
public record HistoryEntry(
        long id,
        UUID run,
        String kind,
        String subject,
        String operation,
        String outcome,
        Instant at,
        Duration time,
        int statements,
        String dbUser,
        String osUser,
        String host,
        String toolVersion,
        String applicationVersion,
        String error,
        String note) {}
