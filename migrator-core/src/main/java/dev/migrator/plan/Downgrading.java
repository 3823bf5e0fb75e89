// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.RevisionSet;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.StoredDowngrade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Plans the way down, with the code of the revisions or with what the ledger keeps of them. */
final class Downgrading {

    private final AppliedSet applied;
    private final Map<RevisionId, StoredDowngrade> stored;

    /** The revisions that the code does not know, where the plan may undo them. */
    private final List<RevisionId> fromLedger;

    /** What is to be taken away or made forgotten first. */
    private final Repeating.Undone inTheWay;

    /** Of what it is to be forgotten that it was applied, once some revisions are undone. */
    private final Function<List<RevisionId>, List<Step>> forgotten;

    Downgrading(
            AppliedSet applied,
            Map<RevisionId, StoredDowngrade> stored,
            List<RevisionId> fromLedger,
            Repeating.Undone inTheWay,
            Function<List<RevisionId>, List<Step>> forgotten) {
        this.inTheWay = inTheWay;
        this.forgotten = forgotten;
        this.applied = applied;
        this.stored = stored;
        this.fromLedger = fromLedger;
    }

    /** All revisions of the code, and those of the ledger that the code does not know, as the ledger has them. */
    static Checked<RevisionGraph, Refusal> wholeGraph(
            RevisionGraph graph, AppliedSet applied, Map<RevisionId, StoredDowngrade> stored) {
        Predicate<RevisionId> isThere =
                id -> graph.find(id).isPresent() || applied.find(id).isPresent();
        List<RevisionDescriptor> all = Stream.concat(
                        graph.all().descriptors(),
                        applied.unknown().stream()
                                .map(id -> described(applied.row(id), Optional.ofNullable(stored.get(id)), isThere)))
                .toList();
        return RevisionGraph.of(all)
                .fold(
                        Checked::sound,
                        issues -> new Checked.Unsound<>(issues.stream()
                                .<Refusal>map(Refusal.BadLineage::new)
                                .toList()));
    }

    private static RevisionDescriptor described(
            AppliedRevision row, Optional<StoredDowngrade> downgrade, Predicate<RevisionId> isThere) {
        return RevisionDescriptor.of(row.id().value())
                .downRevisions(texts(row.downRevisions(), isThere))
                .dependsOn(texts(row.dependsOn(), isThere))
                .message(row.message())
                .reversible(downgrade.isPresent())
                .transactional(downgrade.map(StoredDowngrade::transactional).orElse(true))
                .location("the ledger")
                .build();
    }

    private static List<String> texts(List<RevisionId> ids, Predicate<RevisionId> isThere) {
        return ids.stream().filter(isThere).map(RevisionId::value).toList();
    }

    /**
     * Plans it.
     *
     * @param target what was typed
     * @param relative whether it means another thing once the database has moved
     * @param undone what it comes to
     */
    Checked<Plan, Refusal> plan(String target, boolean relative, RevisionSet undone) {
        List<Refusal> refusals = new ArrayList<>();
        applied.stuck().ifPresent(refusals::add);
        refusals.addAll(applied.partial());
        List<RevisionId> above = applied.unknownAbove(undone).stream()
                .filter(applied.ahead()::contains)
                .toList();
        if (!above.isEmpty()) {
            refusals.add(new Refusal.UnknownApplied(above, "not downgraded", instead(above)));
        }
        List<RevisionDescriptor> downward = new ArrayList<>(undone.descriptors().toList());
        Collections.reverse(downward);
        refuse(oneWay(downward, Predicate.not(fromLedger::contains)), Refusal.Irreversible::new, refusals);
        refuse(oneWay(downward, fromLedger::contains), Refusal.NotStored::new, refusals);
        return refusals.isEmpty()
                ? Checked.sound(plan(target, relative, downward, undone))
                : new Checked.Unsound<>(refusals);
    }

    private String instead(List<RevisionId> above) {
        return "bring the code up to date, so that what is above can be undone first"
                + (stored.keySet().containsAll(above)
                        ? ", or undo it with --from-ledger, which runs the SQL that the ledger keeps for that"
                        : "");
    }

    private List<RevisionId> oneWay(List<RevisionDescriptor> downward, Predicate<RevisionId> which) {
        return downward.stream()
                .filter(revision -> !revision.reversible() && !skipped(revision.id()))
                .map(RevisionDescriptor::id)
                .filter(which)
                .toList();
    }

    private static void refuse(
            List<RevisionId> revisions, Function<List<RevisionId>, Refusal> why, List<Refusal> refusals) {
        if (!revisions.isEmpty()) {
            refusals.add(why.apply(revisions));
        }
    }

    private Plan plan(String target, boolean relative, List<RevisionDescriptor> downward, RevisionSet undone) {
        return new Plan(
                Operation.DOWNGRADE,
                target,
                relative,
                downward.isEmpty()
                        ? List.of()
                        : Stream.of(applied.pending(), inTheWay.first(), steps(downward), inTheWay.last())
                                .flatMap(List::stream)
                                .toList(),
                applied.tips(applied.known(), true),
                applied.tips(applied.known().minus(undone), true),
                applied.startingPoint(),
                notices(undone),
                Optional.empty());
    }

    /** Data is forgotten after the revision that may take it away, since the way back of that may fail. */
    private List<Step> steps(List<RevisionDescriptor> downward) {
        List<Step> inAll =
                forgotten.apply(downward.stream().map(RevisionDescriptor::id).toList());
        Set<Step> steps = new LinkedHashSet<>();
        for (RevisionDescriptor revision : downward) {
            steps.add(step(revision));
            if (!inAll.isEmpty()) {
                steps.addAll(forgotten.apply(List.of(revision.id())));
            }
        }
        steps.addAll(inAll);
        return List.copyOf(steps);
    }

    private List<String> notices(RevisionSet undone) {
        List<String> notices = new ArrayList<>(applied.notices());
        notices.addAll(inTheWay.notices());
        if (undone.isEmpty() && !applied.unknown().isEmpty() && stored.keySet().containsAll(applied.unknown())) {
            notices.add(
                    "what the code does not have can be undone with --from-ledger, by the SQL that the ledger keeps");
        }
        return notices;
    }

    /** Of what was left out on the way up, nothing is to be undone. */
    private boolean skipped(RevisionId id) {
        return applied.find(id).filter(AppliedRevision::skipped).isPresent();
    }

    private Step step(RevisionDescriptor revision) {
        if (skipped(revision.id())) {
            return new Step.Unmark(revision.id(), revision.message());
        }
        return fromLedger.contains(revision.id())
                ? new Step.Undo(revision, Objects.requireNonNull(stored.get(revision.id())))
                : new Step.Downgrade(revision);
    }
}
