// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.DatabaseAdmin;
import dev.migrator.Migrator;
import dev.migrator.catalog.Catalog;
import dev.migrator.catalog.CatalogEntry;
import dev.migrator.catalog.CatalogKind;
import dev.migrator.catalog.DumpRequest;
import dev.migrator.catalog.PgDump;
import dev.migrator.catalog.RelationName;
import dev.migrator.catalog.SchemaDump;
import dev.migrator.cli.option.AdoptionOptions;
import dev.migrator.cli.option.Setting;
import dev.migrator.cli.output.AdoptionView;
import dev.migrator.cli.output.DraftView;
import dev.migrator.cli.output.View;
import dev.migrator.draft.Draft;
import dev.migrator.draft.DraftFolder;
import dev.migrator.draft.DraftTemplates;
import dev.migrator.draft.Drafter;
import dev.migrator.draft.RevisionRequest;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.outcome.RunReport;
import dev.migrator.revision.RevisionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes the first revision of a database that was there before, once it is proved to make the same, and records it. */
final class Adoption {

    /** Without it no server makes a database. */
    private static final String IN_EVERY_DATABASE = "plpgsql";

    private final Session session;
    private final AdoptionOptions options;
    private final List<String> schemas;
    private final Ending ending = new Ending();

    Adoption(Session session, AdoptionOptions options) {
        this.session = session;
        this.options = options;
        this.schemas = session.settings().names(Setting.SCHEMA);
    }

    View view() {
        Draft draft = draft();
        return session.administering(database -> inTemporaryFolder(folder -> adopt(draft, database, folder)));
    }

    private Draft draft() {
        RevisionGraph graph = session.drafting().graph();
        if (!graph.realHeads().isEmpty()) {
            throw new CommandRefusedException(
                    List.of(AdoptionIssue.revisionsExist(graph.realHeads().byId())));
        }
        return CommandRefusedException.sound(new Drafter(graph)
                .revision(new RevisionRequest(
                        options.message(), Optional.of("base"), false, options.labels(), List.of(), options.id())));
    }

    private View adopt(Draft draft, DatabaseAdmin database, Path folder) {
        Proved proved = session.ending(ending::tell, () -> proved(draft, database, folder.resolve("proof")));
        DraftFolder.Written written =
                CommandRefusedException.sound(session.draftFolder(true).writeSql(draft, proved.statements()));
        RunReport report = record(draft, database, written.file(), folder.resolve("record"));
        return new AdoptionView(
                new DraftView(draft, written, session.compiles()),
                proved.statements().size(),
                proved.source().without(Scratch.OF_ONE_SERVER).entries().size(),
                proved.source().serverVersion(),
                proved.made().serverVersion(),
                report);
    }

    private Proved proved(Draft draft, DatabaseAdmin database, Path folder) {
        Migrator migrator = session.on(database, made(folder));
        insistOnEmptyLedger(migrator);
        Catalog source = migrator.catalog(schemas.toArray(String[]::new));
        List<String> statements = dumped(database, source, migrator.ownRelations());
        CommandRefusedException.sound(
                new DraftFolder(folder, "", DraftTemplates.standard()).writeSql(draft, statements));
        return new Proved(
                source,
                statements,
                onScratchServer(server -> new Scratch(server, ending, session::talk).prove(folder, schemas, source)));
    }

    private static void insistOnEmptyLedger(Migrator migrator) {
        Set<RevisionId> applied = migrator.planner().startingPoint().states().keySet();
        if (!applied.isEmpty()) {
            throw new CommandRefusedException(List.of(AdoptionIssue.notEmpty(applied)));
        }
    }

    private List<String> dumped(DatabaseAdmin database, Catalog source, List<RelationName> own) {
        PgDump program = CommandRefusedException.sound(PgDump.find(
                session.settings().path(Setting.PG_DUMP),
                session.variable("PATH").orElse(""),
                source.serverVersion()));
        session.talk("reading the schema with " + program);
        List<String> extensions = source.entries(CatalogKind.EXTENSION).stream()
                .map(CatalogEntry::name)
                .filter(name -> !name.equals(IN_EVERY_DATABASE))
                .toList();
        DumpRequest request =
                new DumpRequest(schemas, extensions, own, session.settings().text(Setting.ROLE), false);
        SchemaDump dump = SchemaDump.of(program, database.clientEnvironment(), request);
        List<String> statements = ending.meaning(dump::cancel, () -> CommandRefusedException.sound(dump.statements()));
        if (statements.isEmpty()) {
            throw new CommandRefusedException(List.of(AdoptionIssue.nothingThere()));
        }
        return statements;
    }

    private Catalog onScratchServer(Function<DatabaseAdmin, Catalog> work) {
        Optional<String> url = options.scratchUrl().filter(given -> !given.equals("embedded"));
        return url.isEmpty() ? session.administeringEmbedded(work) : work.apply(scratchServer(url.get()));
    }

    private DatabaseAdmin scratchServer(String url) {
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

    /** The file may be where the code finds it only after a build, or changed by who formats it. */
    private RunReport record(Draft draft, DatabaseAdmin database, Path file, Path folder) {
        try {
            session.afterWriting(file);
            copy(file, made(folder).resolve(file.getFileName()));
            Migrator migrator = session.on(database, folder);
            return session.ending(
                    migrator::cancel, () -> migrator.baseline(draft.id().value()));
        } catch (RuntimeException e) {
            session.err()
                    .line("note: " + file + " is written, and stays; record it later with: migrator baseline "
                            + draft.id());
            throw e;
        }
    }

    private static void copy(Path file, Path to) {
        try {
            Files.copy(file, to);
        } catch (IOException e) {
            throw temporary(e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw temporary(e);
        }
    }

    private static ConfigurationException temporary(IOException e) {
        return new ConfigurationException("cannot write into the folder for temporary files (" + e + ")", e);
    }

    private static <T> T inTemporaryFolder(Function<Path, T> work) {
        try {
            Path folder = Files.createTempDirectory("migrator-baseline");
            try {
                return work.apply(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw temporary(e);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * What the revision will be.
     *
     * @param source what the database has
     * @param statements what makes it
     * @param made what they made in the scratch database
     */
    private record Proved(Catalog source, List<String> statements, Catalog made) {}
}
