// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.discover.InstanceRevisions;
import dev.migrator.execute.RetryPolicy;
import dev.migrator.ledger.LedgerName;
import dev.migrator.migration.MigrationFactory;
import dev.migrator.migration.MigrationParameters;
import dev.migrator.outcome.StepEvent;
import dev.migrator.revision.RevisionSource;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a migrator was told.
 *
 * @param source where revisions come from
 * @param instances migrations that are there already
 * @param classLoader where the classes of the others come from
 * @param factory what makes instances of them
 * @param database where they run; empty where only the code is looked at
 * @param ledgerName where the ledger is expected
 * @param lockWait how long to wait for the run lock
 * @param retries how often a step is tried that others are in the way of
 * @param applicationVersion what the history says of the application, or empty
 * @param parameters what the migrations may ask for
 * @param listener hears of each step
 */
record MigratorConfig(
        RevisionSource source,
        InstanceRevisions instances,
        ClassLoader classLoader,
        MigrationFactory factory,
        Optional<Database> database,
        LedgerName ledgerName,
        Duration lockWait,
        RetryPolicy retries,
        String applicationVersion,
        MigrationParameters parameters,
        Consumer<StepEvent> listener) {}
