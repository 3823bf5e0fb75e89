// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.Migrator;
import dev.migrator.MigratorBuilder;
import dev.migrator.cli.option.GlobalOptions;
import dev.migrator.cli.option.Setting;
import dev.migrator.cli.option.Settings;
import dev.migrator.cli.output.Printer;
import dev.migrator.cli.output.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells a front door of the library what the settings say.
 *
 * @param settings the settings
 * @param options what the command line says besides
 * @param cache where is kept what discovery learned
 * @param err where the talk goes
 */
record FrontDoors(Settings settings, GlobalOptions options, Optional<Path> cache, Printer err) {

    private static final String HOW_TO_SET_PACKAGES =
            "write migrations = db/migrations into migrator.properties, a folder of .java and .sql files, or packages ="
                    + " com.example.migrations for compiled classes";

    /** What is said of revisions and of the database. */
    MigratorBuilder builder() {
        MigratorBuilder builder = unremembered();
        cache.ifPresent(builder::indexIn);
        settings.hooks().ifPresent(builder::hooks);
        return builder;
    }

    /** The same, for what is looked at once. */
    MigratorBuilder unremembered() {
        return toldOfDatabase(code(List.of()));
    }

    /** What is said of the database, and nothing of revisions. */
    MigratorBuilder ofDatabase() {
        return toldOfDatabase(Migrator.configure());
    }

    /** What is said of revisions, with those in other folders, and nothing of the database but its schemas. */
    MigratorBuilder code(List<Path> more) {
        List<Path> folders = settings.folders(Setting.MIGRATIONS);
        if (folders.isEmpty()) {
            settings.required(Setting.PACKAGES, HOW_TO_SET_PACKAGES);
        }
        MigratorBuilder builder = Migrator.configure()
                .packages(settings.names(Setting.PACKAGES))
                .classpath(settings.classpath())
                .folders(Stream.concat(folders.stream(), more.stream()).toList())
                .compileInto(settings.home().resolve(".migrator").resolve("classes"))
                .parameters(options.parameters());
        if (!settings.names(Setting.SCHEMA).isEmpty()) {
            builder.schemas(settings.names(Setting.SCHEMA));
        }
        return builder;
    }

    private MigratorBuilder toldOfDatabase(MigratorBuilder builder) {
        if (!settings.names(Setting.SCHEMA).isEmpty()) {
            builder.schemas(settings.names(Setting.SCHEMA));
        }
        settings.text(Setting.ROLE).ifPresent(builder::role);
        settings.text(Setting.HISTORY_SCHEMA).ifPresent(builder::historySchema);
        settings.text(Setting.HISTORY_PREFIX).ifPresent(builder::historyPrefix);
        settings.duration(Setting.LOCK_WAIT).ifPresent(builder::lockWait);
        settings.duration(Setting.LOCK_TIMEOUT).ifPresent(builder::lockTimeout);
        settings.duration(Setting.STATEMENT_TIMEOUT).ifPresent(builder::statementTimeout);
        settings.duration(Setting.IDLE_IN_TRANSACTION_TIMEOUT).ifPresent(builder::idleInTransactionTimeout);
        settings.duration(Setting.TRANSACTION_TIMEOUT).ifPresent(builder::transactionTimeout);
        settings.number(Setting.RETRIES).ifPresent(builder::retries);
        settings.duration(Setting.RETRY_BUDGET).ifPresent(builder::retryBudget);
        settings.number(Setting.CONNECT_RETRIES).ifPresent(builder::connectRetries);
        settings.audit().ifPresent(builder::audit);
        settings.text(Setting.APPLICATION_VERSION).ifPresent(builder::applicationVersion);
        return options.quiet() ? builder : builder.listener(new Progress(err));
    }
}
