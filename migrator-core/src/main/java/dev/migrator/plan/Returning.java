// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Replacements;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The way back to exactly what a database had before, by undoing alone. */
final class Returning {

    private final RevisionGraph graph;
    private final AppliedSet applied;
    private final String when;

    /**
     * Takes what is applied now.
     *
     * @param when the beginning of a sentence about then
     */
    Returning(RevisionGraph graph, AppliedSet applied, String when) {
        this.graph = graph;
        this.applied = applied;
        this.when = when;
    }

    /**
     * Gives what is to be undone.
     *
     * @param then all that the database had, by the names of that time
     */
    Checked<RevisionSet, Refusal> undone(Collection<RevisionId> then) {
        return inTheCodesNames(then).flatMap(this::undoneTo);
    }

    private Checked<RevisionSet, Refusal> undoneTo(Set<RevisionId> then) {
        List<Refusal> refusals = new ArrayList<>();
        List<RevisionId> gone =
                then.stream().filter(id -> applied.find(id).isEmpty()).sorted().toList();
        if (!gone.isEmpty()) {
            refusals.add(PastRefusal.gone(when, gone));
        }
        List<RevisionId> unknown =
                applied.ahead().stream().filter(id -> !then.contains(id)).toList();
        if (!unknown.isEmpty()) {
            refusals.add(new Refusal.UnknownApplied(
                    unknown,
                    "not downgraded",
                    "bring the code up to date, or undo them with --from-ledger, by the SQL that the ledger keeps"));
        }
        RevisionSet stays = graph.select(then).and(applied.known());
        RevisionSet undone = applied.known().minus(stays);
        RevisionSet above = graph.descendants(undone).and(stays);
        if (!above.isEmpty()) {
            refusals.add(
                    PastRefusal.builtOn(when, graph.ancestors(above).and(undone).byId(), above.byId()));
        }
        return refusals.isEmpty() ? Checked.sound(undone) : new Checked.Unsound<>(refusals);
    }

    /** Where it had all that a revision stands for, it had that revision. */
    Checked<Set<RevisionId>, Refusal> inTheCodesNames(Collection<RevisionId> then) {
        Replacements replacements = graph.replacements();
        Set<RevisionId> raw = new HashSet<>(then);
        Set<RevisionId> successors = new TreeSet<>();
        Set<RevisionId> named = new HashSet<>();
        for (RevisionId id : raw) {
            replacements.successor(id).ifPresentOrElse(successors::add, () -> named.add(id));
        }
        List<Refusal> refusals = new ArrayList<>();
        for (RevisionId successor : successors) {
            List<RevisionId> missing = missing(successor, raw);
            if (missing.isEmpty() || raw.contains(successor)) {
                named.add(successor);
            } else {
                refusals.add(PastRefusal.withinReplaced(when, successor, there(successor, raw), missing));
            }
        }
        return refusals.isEmpty() ? Checked.sound(named) : new Checked.Unsound<>(refusals);
    }

    /** What of that which a revision stands for is there, be it by way of others. */
    private List<RevisionId> there(RevisionId successor, Set<RevisionId> raw) {
        return graph.replacements().replacedBy(successor).stream()
                .flatMap(older -> raw.contains(older) ? Stream.of(older) : there(older, raw).stream())
                .toList();
    }

    /** What is not. */
    private List<RevisionId> missing(RevisionId successor, Set<RevisionId> raw) {
        return graph.replacements().replacedBy(successor).stream()
                .filter(older -> !raw.contains(older))
                .flatMap(older -> there(older, raw).isEmpty() ? Stream.of(older) : missing(older, raw).stream())
                .toList();
    }
}
