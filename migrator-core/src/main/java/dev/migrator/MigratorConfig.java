// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.discover.InstanceRevisions;
import dev.migrator.execute.RunRules;
import dev.migrator.execute.SessionSettings;
import dev.migrator.ledger.LedgerName;
import dev.migrator.migration.MigrationFactory;
import dev.migrator.revision.RevisionSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a migrator was told.
 *
 * @param source where revisions come from
 * @param instances migrations that are there already
 * @param classLoader where the classes of the others come from
 * @param factory what makes instances of them
 * @param database where they run; empty where only the code is looked at
 * @param assumed the revisions that are taken for applied, where no database is asked
 * @param settings what sessions are set to
 * @param ledgerName where the ledger is expected
 * @param lockWait how long to wait for the run lock
 * @param rules how plans are run
 * @param applicationVersion what the history says of the application, or empty
 * @param cleanEnabled whether the schemas may be emptied
 * @param participants take part in runs
 */
record MigratorConfig(
        RevisionSource source,
        InstanceRevisions instances,
        ClassLoader classLoader,
        MigrationFactory factory,
        Optional<Database> database,
        Optional<List<String>> assumed,
        SessionSettings settings,
        LedgerName ledgerName,
        Duration lockWait,
        RunRules rules,
        String applicationVersion,
        boolean cleanEnabled,
        Participants participants) {}
