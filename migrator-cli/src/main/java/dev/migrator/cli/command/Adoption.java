// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.DatabaseAdmin;
import dev.migrator.Migrator;
import dev.migrator.catalog.Catalog;
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
import dev.migrator.draft.SqlDraft;
import dev.migrator.graph.Definitions;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.outcome.RunReport;
import dev.migrator.revision.RevisionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the first revision of a database that was there before, once it is proved to make the same, and records it. */
final class Adoption {

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
        return session.administering(database -> TemporaryFolder.use(folder -> adopt(draft, database, folder)));
    }

    private Draft draft() {
        Definitions code = session.drafting().definitions();
        RevisionGraph graph = code.graph();
        if (!graph.realHeads().isEmpty()) {
            throw new CommandRefusedException(
                    List.of(AdoptionIssue.revisionsExist(graph.realHeads().byId())));
        }
        return CommandRefusedException.sound(new Drafter(code)
                .revision(new RevisionRequest(
                        options.message(), Optional.of("base"), false, options.labels(), List.of(), options.id())));
    }

    private View adopt(Draft draft, DatabaseAdmin database, Path folder) {
        Proved proved = session.ending(ending::tell, () -> proved(draft, database, folder.resolve("proof")));
        DraftFolder.Written written =
                CommandRefusedException.sound(session.draftFolder(true).writeSql(first(draft, proved.statements())));
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
        Migrator migrator = session.on(database, TemporaryFolder.made(folder));
        insistOnEmptyLedger(migrator);
        Catalog source = migrator.catalog(schemas.toArray(String[]::new));
        List<String> statements =
                new Dump(session, ending).statements(database, source, migrator.ownRelations(), false);
        if (statements.isEmpty()) {
            throw new CommandRefusedException(List.of(AdoptionIssue.nothingThere()));
        }
        CommandRefusedException.sound(
                new DraftFolder(folder, "", DraftTemplates.standard()).writeSql(first(draft, statements)));
        return new Proved(
                source,
                statements,
                Scratch.on(session, options.scratchUrl(), ending)
                        .prove(folder, schemas, source, database.server().roles()));
    }

    private static SqlDraft first(Draft draft, List<String> statements) {
        return new SqlDraft(draft, List.of(), SqlDraft.Sections.of(statements));
    }

    private static void insistOnEmptyLedger(Migrator migrator) {
        Set<RevisionId> applied = migrator.planner().startingPoint().states().keySet();
        if (!applied.isEmpty()) {
            throw new CommandRefusedException(List.of(AdoptionIssue.notEmpty(applied)));
        }
    }

    /** The file may be where the code finds it only after a build, or changed by who formats it. */
    private RunReport record(Draft draft, DatabaseAdmin database, Path file, Path folder) {
        try {
            session.afterWriting(file);
            TemporaryFolder.copy(file, TemporaryFolder.made(folder).resolve(file.getFileName()));
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

    /**
     * What the revision will be.
     *
     * @param source what the database has
     * @param statements what makes it
     * @param made what they made in the scratch database
     */
    private record Proved(Catalog source, List<String> statements, Catalog made) {}
}
