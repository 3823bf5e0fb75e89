// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.DatabaseAdmin;
import dev.migrator.Migrator;
import dev.migrator.MigratorException;
import dev.migrator.RunFailedException;
import dev.migrator.ServerFacts;
import dev.migrator.catalog.Catalog;
import dev.migrator.catalog.CatalogDifference;
import dev.migrator.catalog.CatalogEntry;
import dev.migrator.catalog.CatalogKind;
import dev.migrator.cli.option.Setting;
import dev.migrator.embedded.ThrowawayPostgres;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Databases that are there only for the proof that a revision makes what another database has. They are dropped whatever
 * happens.
 *
 * @param servers gives the server for one of them
 * @param own whether that is a new one each time, which nobody else uses
 * @param ending ends what runs in it
 * @param talk hears what is going on
 */
record Scratch(Supplier<Server> servers, boolean own, Ending ending, Consumer<String> talk) {

    private static final String PREFIX = "migrator_scratch_";
    private static final int RANDOM_BYTES = 6;

    /** What pg_dump is told to leave out or has no word for, and what the packages of a server decide. */
    static final Set<CatalogKind> OF_ONE_SERVER = Set.of(
            CatalogKind.DATABASE,
            CatalogKind.OWNER,
            CatalogKind.PRIVILEGE,
            CatalogKind.TABLESPACE,
            CatalogKind.EXTENSION_VERSION);

    /**
     * Runs the revisions in a folder, and insists that they make what another database has.
     *
     * @param folder the folder
     * @param schemas the schemas to compare; all where none is named
     * @param source what the other database has
     * @param roles the roles of its server, which policies may name; made where nobody else has the scratch server
     * @return what is in the scratch database then
     * @throws CommandRefusedException where it is not the same, or cannot be made
     */
    Catalog prove(Path folder, List<String> schemas, Catalog source, List<String> roles) {
        return use(database -> {
            ServerFacts facts = database.server();
            insistOn(facts, source);
            if (own) {
                database.createRoles(roles);
            }
            talk.accept("running it in a scratch database on PostgreSQL " + facts.version());
            return compared(database, folder, schemas.toArray(String[]::new), source);
        });
    }

    /** Does something in a database that is new, and is dropped afterwards. */
    <T> T use(Function<DatabaseAdmin, T> work) {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return ending.meaning(() -> {}, () -> {
            try (Server server = servers.get()) {
                DatabaseAdmin database =
                        server.admin().sibling(PREFIX + HexFormat.of().formatHex(random));
                database.createBare();
                try {
                    return work.apply(database);
                } finally {
                    drop(database);
                }
            }
        });
    }

    /**
     * Gives databases on a server.
     *
     * @param session the command
     * @param url the server; a throwaway one for each where none is named
     * @param ending ends what runs there
     */
    static Scratch on(Session session, Optional<String> url, Ending ending) {
        Optional<String> given = url.filter(text -> !text.equals("embedded"));
        if (given.isEmpty()) {
            return new Scratch(() -> new Throwaway(session.throwaway()), true, ending, session::talk);
        }
        DatabaseAdmin named = named(session, given.get());
        return new Scratch(() -> new Named(named), false, ending, session::talk);
    }

    private static DatabaseAdmin named(Session session, String url) {
        try {
            return DatabaseAdmin.at(
                    url,
                    session.settings().text(Setting.USER),
                    session.settings().text(Setting.PASSWORD));
        } catch (ConfigurationException wrong) {
            throw new ConfigurationException(
                    String.valueOf(wrong.getMessage()).replace("the setting url", "--scratch-url"), wrong);
        }
    }

    private static void insistOn(ServerFacts facts, Catalog source) {
        List<AdoptionIssue> issues = new ArrayList<>();
        if (facts.version() < source.serverVersion()) {
            issues.add(AdoptionIssue.olderScratch(source, facts));
        }
        source.entries(CatalogKind.EXTENSION).stream()
                .map(CatalogEntry::name)
                .filter(name -> !facts.extensions().contains(name))
                .forEach(name -> issues.add(AdoptionIssue.lackingExtension(name, facts)));
        if (!issues.isEmpty()) {
            throw new CommandRefusedException(issues);
        }
    }

    private Catalog compared(DatabaseAdmin database, Path folder, String[] schemas, Catalog source) {
        Migrator migrator = Migrator.configure()
                .folders(List.of(folder))
                .database(database)
                .historyPrefix(PREFIX)
                .build();
        Catalog blank = migrator.catalog(schemas);
        try {
            ending.meaning(migrator::cancel, () -> migrator.upgrade("head"));
        } catch (RunFailedException failed) {
            throw new CommandRefusedException(List.of(AdoptionIssue.failed(reason(failed))));
        }
        Catalog made = migrator.catalog(schemas);
        // What every new database has is no difference where somebody dropped it from this one.
        Set<CatalogEntry> usual = new HashSet<>(blank.entries());
        List<CatalogDifference> differences =
                source.without(OF_ONE_SERVER).difference(made.without(OF_ONE_SERVER)).stream()
                        .filter(each -> !(each instanceof CatalogDifference.Additional && usual.contains(each.entry())))
                        .toList();
        if (!differences.isEmpty()) {
            throw new CommandRefusedException(AdoptionIssue.notRecreated(differences, source, made));
        }
        return made;
    }

    private static String reason(RunFailedException failed) {
        return failed.report()
                .failure()
                .map(failure -> failure.reason()
                        + failure.sql()
                                .filter(sql -> !sql.sql().isBlank())
                                .map(sql -> " ("
                                        + sql.sql().strip().lines().findFirst().orElse("") + ")")
                                .orElse(""))
                .orElseGet(() -> String.valueOf(failed.getMessage()));
    }

    private void drop(DatabaseAdmin database) {
        try {
            database.drop(true);
        } catch (MigratorException notDropped) {
            talk.accept("note: the scratch database " + database.database() + " is left behind ("
                    + notDropped.getMessage() + "); drop it by hand");
        }
    }

    /** A server for as long as one of the databases is there. */
    sealed interface Server extends AutoCloseable {

        /** Any database of it. */
        DatabaseAdmin admin();

        @Override
        void close();
    }

    private record Throwaway(ThrowawayPostgres postgres) implements Server {
        @Override
        public DatabaseAdmin admin() {
            return DatabaseAdmin.of(postgres.jdbcUrl(), Optional.of(postgres.user()), Optional.of(postgres.password()));
        }

        @Override
        public void close() {
            postgres.close();
        }
    }

    private record Named(DatabaseAdmin admin) implements Server {
        @Override
        public void close() {
            // It was there before.
        }
    }
}
