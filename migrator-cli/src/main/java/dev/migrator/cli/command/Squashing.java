// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.DatabaseAdmin;
import dev.migrator.Migrator;
import dev.migrator.RefusedException;
import dev.migrator.RunFailedException;
import dev.migrator.ServerFacts;
import dev.migrator.catalog.Catalog;
import dev.migrator.catalog.CatalogDifference;
import dev.migrator.cli.option.Setting;
import dev.migrator.cli.output.SquashView;
import dev.migrator.draft.DraftFolder;
import dev.migrator.draft.DraftTemplates;
import dev.migrator.draft.SqlDraft;
import dev.migrator.draft.Squash;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.plan.Status;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Writes a revision that stands for a run of older ones. The run is taken in one scratch database, and the revision in
 * another; it is written only where both hold the same then.
 */
final class Squashing {

    /** How pg_dump begins one, which it tells of with a transaction of its own. */
    private static final String LARGE_OBJECT = "SELECT pg_catalog.lo_create(";

    private final Session session;
    private final RevisionGraph graph;
    private final Squash squash;
    private final boolean asSent;
    private final SquashText text;
    private final Ending ending = new Ending();

    private Ground ground;

    /**
     * Takes what is to be written.
     *
     * @param session the command
     * @param graph what the code has
     * @param squash the revision
     * @param asSent whether it does what the run sends, and not what makes the schema that the run comes to
     */
    Squashing(Session session, RevisionGraph graph, Squash squash, boolean asSent) {
        this.session = session;
        this.graph = graph;
        this.squash = squash;
        this.asSent = asSent;
        this.text = new SquashText(session, squash);
        this.ground = new Ground(
                session.settings()
                        .text(Setting.HISTORY_SCHEMA)
                        .map(List::of)
                        .orElseGet(() -> session.settings().names(Setting.SCHEMA)),
                List.of());
    }

    SquashView on(Optional<String> scratchUrl) {
        Proved proved = session.ending(
                ending::tell,
                () -> TemporaryFolder.use(folder -> proved(Scratch.on(session, scratchUrl, ending), folder)));
        DraftFolder.Written written =
                CommandRefusedException.sound(session.draftFolder(true).writeSql(squash.with(proved.sections())));
        session.afterWriting(written.file());
        return new SquashView(
                squash,
                written.file(),
                asSent,
                proved.sections().transactional(),
                proved.oneWay(),
                conditional(),
                old());
    }

    private List<RevisionId> conditional() {
        return squash.replaced().stream()
                .filter(id -> !graph.get(id).preconditions().isEmpty())
                .toList();
    }

    /** With its way back, or where that does not fit without. */
    private Proved proved(Scratch scratch, Path folder) {
        Expected expected = expected(scratch);
        SqlDraft.Sections up = expected.sections();
        SquashText.Back back = text.back(up.transactional());
        String missing = back.missing();
        if (missing.isEmpty()) {
            SqlDraft.Sections both = new SqlDraft.Sections(up.transactional(), up.upgrade(), Optional.of(back.text()));
            Optional<String> wrong =
                    scratch.use(database -> rehearsed(database, folder.resolve("both"), both, expected));
            if (wrong.isEmpty()) {
                return new Proved(both, "");
            }
            missing = wrong.get();
        }
        scratch.use(database -> rehearsed(database, folder.resolve("one-way"), up, expected));
        return new Proved(up, missing);
    }

    /** Begins anew where the run turns out to want something that no revision makes. */
    private Expected expected(Scratch scratch) {
        while (true) {
            Ground before = ground;
            try {
                return scratch.use(database -> expected(database, scratch.own()));
            } catch (CommandRefusedException refused) {
                if (ground.equals(before)) {
                    throw refused;
                }
                session.talk("once more, after what no revision makes: " + ground);
            }
        }
    }

    /** What the run comes to, and what makes that. */
    private Expected expected(DatabaseAdmin database, boolean ownServer) {
        session.talk("taking the " + squash.replaced().size() + " revisions in a scratch database");
        Migrator migrator = migrator(database, List.of());
        ServerFacts blank = database.server();
        failure(migrator, squash.exit().value()).ifPresent(failed -> {
            ground = ground.wantedBy(failed, session.settings().names(Setting.SCHEMA), ownServer);
            throw new CommandRefusedException(List.of(SquashIssue.oldFailed(failed)));
        });
        List<RevisionId> skipped = migrator.status().in(Status.State.SKIPPED);
        if (!skipped.isEmpty()) {
            throw new CommandRefusedException(List.of(SquashIssue.skipped(skipped)));
        }
        State state = state(database, migrator);
        List<String> shared = blank.sharedChanges(state.server());
        if (!shared.isEmpty() && (!asSent || !ownServer)) {
            throw new CommandRefusedException(
                    List.of(ownServer ? SquashIssue.shared(shared) : SquashIssue.staying(shared)));
        }
        if (asSent) {
            return new Expected(state, text.up(), List.of());
        }
        List<String> statements = dump(database, migrator, state.catalog());
        if (statements.stream().anyMatch(sql -> sql.startsWith(LARGE_OBJECT))) {
            throw new CommandRefusedException(List.of(SquashIssue.largeObject()));
        }
        return new Expected(state, SqlDraft.Sections.of(statements), statements);
    }

    private Migrator migrator(DatabaseAdmin database, List<Path> more) {
        ground.lay(database);
        return session.scratch(database, more);
    }

    private static State state(DatabaseAdmin database, Migrator migrator) {
        return new State(migrator.catalog(), database.server());
    }

    private List<String> dump(DatabaseAdmin database, Migrator migrator, Catalog catalog) {
        return new Dump(session, ending).statements(database, catalog, migrator.ownRelations(), true);
    }

    /**
     * Takes the revision in place of the run, and insists that it comes to the same.
     *
     * @return what is wrong with its way back; nothing where it has none, or leads to where it began
     */
    private Optional<String> rehearsed(
            DatabaseAdmin database, Path folder, SqlDraft.Sections sections, Expected expected) {
        session.talk("taking the revision that stands for them in another");
        CommandRefusedException.sound(
                new DraftFolder(folder, "", DraftTemplates.standard()).writeSql(squash.with(sections)));
        Migrator before = migrator(database, List.of());
        text.entries().forEach(entry -> attempt(before, entry, SquashIssue::oldFailed));
        State start = state(database, before);
        Migrator migrator = migrator(database, List.of(folder));
        String id = squash.draft().id().value();
        attempt(migrator, id, failed -> SquashIssue.newFailed(failed, asSent));
        State made = state(database, migrator);
        insistOnSame(expected, made, expected.dump().isEmpty() ? List.of() : dump(database, migrator, made.catalog()));
        return sections.downgrade().isEmpty() ? Optional.empty() : wrongWayBack(database, migrator, id, start);
    }

    private void insistOnSame(Expected expected, State made, List<String> dump) {
        List<String> differences = expected.state().differences(made);
        if (!differences.isEmpty()) {
            throw new CommandRefusedException(SquashIssue.differences(differences, asSent));
        }
        SquashIssue.difference(expected.dump(), dump).ifPresent(issue -> {
            throw new CommandRefusedException(List.of(issue));
        });
    }

    private Optional<String> wrongWayBack(DatabaseAdmin database, Migrator migrator, String id, State start) {
        try {
            ending.meaning(migrator::cancel, () -> migrator.downgrade(id + "@-1"));
        } catch (RunFailedException failed) {
            return Optional.of("what undoes the old ones fails here: " + SquashIssue.reason(failed));
        }
        return start.differences(state(database, migrator)).stream()
                .findFirst()
                .map(difference -> "what undoes the old ones leaves something behind: " + difference);
    }

    private void attempt(Migrator migrator, String target, Function<RunFailedException, SquashIssue> why) {
        failure(migrator, target).ifPresent(failed -> {
            throw new CommandRefusedException(List.of(why.apply(failed)));
        });
    }

    private Optional<RunFailedException> failure(Migrator migrator, String target) {
        try {
            ending.meaning(migrator::cancel, () -> migrator.upgrade(target));
            return Optional.empty();
        } catch (RunFailedException failed) {
            return Optional.of(failed);
        } catch (RefusedException refused) {
            throw new CommandRefusedException(refused.problems());
        }
    }

    /** One that stands for others itself stays: by way of it, a database that has those has this one. */
    private List<String> old() {
        return squash.replaced().stream()
                .map(graph::get)
                .filter(revision -> revision.replaces().isEmpty())
                .map(this::where)
                .distinct()
                .toList();
    }

    private String where(RevisionDescriptor revision) {
        return session.sources().fileOf(revision).map(Path::toString).orElseGet(revision::origin);
    }

    /**
     * What the run comes to.
     *
     * @param state what there is then
     * @param sections what makes that
     * @param dump what pg_dump tells of it; nothing where it was not asked
     */
    private record Expected(State state, SqlDraft.Sections sections, List<String> dump) {}

    /**
     * What there is.
     *
     * @param catalog in the database
     * @param server on its server, for all databases
     */
    private record State(Catalog catalog, ServerFacts server) {

        List<String> differences(State other) {
            return Stream.concat(
                            catalog.difference(other.catalog).stream().map(CatalogDifference::message),
                            server.sharedChanges(other.server).stream().map(name -> name + " differs"))
                    .toList();
        }
    }

    /**
     * What the revision does.
     *
     * @param sections what it does
     * @param oneWay why it has no way back; empty where it has one
     */
    private record Proved(SqlDraft.Sections sections, String oneWay) {}
}
