// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Phase;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How each revision stands in a database.
 *
 * @param entries every revision of the code in the graph's order, then those that only the database has, by id
 * @param current the tips of what is applied, by id
 * @param heads the real heads of the code, by id
 * @param waiting what an upgrade up to the phase expand leaves
 * @param repeatables the repeatables of the code in their order, then those that only the database has, by name
 * @param seeds the seeds, likewise
 * @param tags the tags of the database, by name
 */
public record Status(
        List<Entry> entries,
        List<RevisionId> current,
        List<RevisionId> heads,
        Waiting waiting,
        List<Unit> repeatables,
        List<Unit> seeds,
        List<Tag> tags) {

    /** How a revision can stand. */
    public enum State {
        /** Applied, with the lineage that the code gives it. */
        APPLIED,
        /** Counted as applied, though a precondition had its body left out. */
        SKIPPED,
        /** Not applied, and nothing above it is. */
        PENDING,
        /** Not applied, though something above it is. */
        GAP,
        /** Applied, and absent from the code. */
        UNKNOWN,
        /** Applied, and replaced in the code by one that stands for more than the database has. */
        REPLACED,
        /** Applied, with other parents or dependencies than the code gives it now. */
        MOVED,
        /** Started outside a transaction and not known to have ended. */
        INTERRUPTED;

        /** The name in documents: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How one revision stands.
     *
     * @param id the revision
     * @param state how it stands
     * @param revision what the code has
     * @param applied what the database has
     */
    public record Entry(
            RevisionId id, State state, Optional<RevisionDescriptor> revision, Optional<AppliedRevision> applied) {

        /** Its line for people, from the code or else from the database. */
        public String message() {
            return revision.map(RevisionDescriptor::message)
                    .or(() -> applied.map(AppliedRevision::message))
                    .orElse("");
        }
    }

    /** Copies the lists. */
    public Status {
        entries = List.copyOf(entries);
        current = List.copyOf(current);
        heads = List.copyOf(heads);
        repeatables = List.copyOf(repeatables);
        seeds = List.copyOf(seeds);
        tags = List.copyOf(tags);
    }

    /**
     * What an upgrade up to the phase expand leaves for later.
     *
     * @param contracts the contracts that the database lacks, in the graph's order
     * @param above what it lacks above them, likewise
     * @param repeatables what is to run once these are there
     */
    public record Waiting(Set<RevisionId> contracts, Set<RevisionId> above, Set<RevisionId> repeatables) {}

    /**
     * How one repeatable or seed stands.
     *
     * @param name its name
     * @param state how it stands
     * @param code what the code has, with its fingerprint where that is known
     * @param applied what the database has
     */
    public record Unit(
            RevisionId name, UnitState state, Optional<RevisionDescriptor> code, Optional<AppliedRevision> applied) {

        /** Its line for people, from the code or else from the database. */
        public String message() {
            return code.map(RevisionDescriptor::message)
                    .or(() -> applied.map(AppliedRevision::message))
                    .orElse("");
        }
    }

    /** Gives the repeatables that an upgrade to all revisions would run; none where the database is ahead of the code. */
    public List<RevisionId> dueRepeatables() {
        return !in(State.UNKNOWN).isEmpty()
                ? List.of()
                : repeatables.stream()
                        .filter(unit -> unit.state() != UnitState.APPLIED && unit.state() != UnitState.UNKNOWN)
                        .map(Unit::name)
                        .toList();
    }

    /** Gives the revisions in one state. */
    public List<RevisionId> in(State state) {
        return entries.stream()
                .filter(entry -> entry.state() == state)
                .map(Entry::id)
                .toList();
    }

    /**
     * Gives the revisions that the database lacks, as far as an upgrade up to a phase would run them.
     *
     * @param phase the last phase; what is half done is missing in any
     */
    public List<RevisionId> missing(Phase phase) {
        return lacking()
                .filter(entry -> phase == Phase.CONTRACT
                        || entry.state() == State.INTERRUPTED
                        || !(waiting.contracts().contains(entry.id())
                                || waiting.above().contains(entry.id())))
                .map(Entry::id)
                .toList();
    }

    /**
     * Gives the repeatables that an upgrade up to a phase would run; none where the database is ahead of the code.
     *
     * @param phase the last phase
     */
    public List<RevisionId> dueRepeatables(Phase phase) {
        return phase == Phase.EXPAND
                ? dueRepeatables().stream()
                        .filter(name -> !waiting.repeatables().contains(name))
                        .toList()
                : dueRepeatables();
    }

    /** Gives the revisions of the code that the database lacks: pending, gaps and interrupted, in the graph's order. */
    public List<RevisionId> missing() {
        return lacking().map(Entry::id).toList();
    }

    private Stream<Entry> lacking() {
        return entries.stream()
                .filter(entry -> entry.revision().isPresent())
                .filter(entry -> entry.state() == State.PENDING
                        || entry.state() == State.GAP
                        || entry.state() == State.INTERRUPTED);
    }

    static Status of(RevisionGraph graph, AppliedSet applied, Repeating repeating, List<Unit> seeds, List<Tag> tags) {
        RevisionSet gaps = applied.gaps();
        RevisionSet interrupted = applied.interrupted();
        List<Entry> entries = new ArrayList<>();
        for (RevisionId id : graph.all()) {
            Optional<RevisionDescriptor> revision = Optional.of(graph.get(id));
            if (!applied.known().contains(id)) {
                entries.add(new Entry(id, gaps.contains(id) ? State.GAP : State.PENDING, revision, Optional.empty()));
                continue;
            }
            AppliedRevision row = applied.row(id);
            State state = moved(graph, row) ? State.MOVED : row.skipped() ? State.SKIPPED : State.APPLIED;
            entries.add(
                    new Entry(id, interrupted.contains(id) ? State.INTERRUPTED : state, revision, Optional.of(row)));
        }
        for (RevisionId id : applied.unknown()) {
            State absent = graph.replacements().successor(id).isPresent() ? State.REPLACED : State.UNKNOWN;
            State state = applied.isInterrupted(id) ? State.INTERRUPTED : absent;
            entries.add(new Entry(id, state, Optional.empty(), Optional.of(applied.row(id))));
        }
        return new Status(
                entries,
                applied.tips(applied.known(), true),
                graph.realHeads().byId(),
                waiting(graph, graph.all().minus(applied.known().minus(interrupted)), repeating),
                repeating.states(),
                seeds,
                tags);
    }

    private static Waiting waiting(RevisionGraph graph, RevisionSet missing, Repeating repeating) {
        Phasing phases = Phasing.of(graph, missing);
        RevisionSet waiting = phases.waiting();
        return new Waiting(
                phases.contracts(),
                waiting.minus(phases.contracts()),
                waiting.isEmpty()
                        ? Set.of()
                        : Set.copyOf(repeating.due(graph.all().minus(waiting)).waiting()));
    }

    static boolean moved(RevisionGraph graph, AppliedRevision row) {
        return !same(graph.parents(row.id()), row.downRevisions())
                || !same(graph.dependencies(row.id()), row.dependsOn());
    }

    private static boolean same(List<RevisionId> code, List<RevisionId> ledger) {
        Set<RevisionId> there = new HashSet<>(ledger);
        return there.equals(new HashSet<>(code));
    }
}
