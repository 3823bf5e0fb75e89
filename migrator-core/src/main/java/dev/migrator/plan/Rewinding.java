// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Replacements;
import dev.migrator.revision.Checked;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a database had at a moment, worked out from its history. What happened to a revision first after that moment tells
 * how it was before; where nothing happened to it since, it was as it is now.
 */
final class Rewinding {

    private final Replacements replacements;
    private final Set<RevisionId> rows;
    private final Past.Recorded recorded;
    private final Instant moment;
    private final Map<UUID, Instant> committed;
    private final Map<RevisionId, HistoryEntry> before = new HashMap<>();
    private final Map<RevisionId, HistoryEntry> after = new HashMap<>();
    private final Set<RevisionId> onTheWay = new TreeSet<>();
    private final Set<RevisionId> byHand = new TreeSet<>();
    private final Set<RevisionId> odd = new TreeSet<>();

    /**
     * Takes what is known now.
     *
     * @param replacements which revisions stand for others
     * @param applied what is applied
     * @param recorded the history
     * @param moment when
     */
    Rewinding(Replacements replacements, AppliedSet applied, Past.Recorded recorded, Instant moment) {
        this.replacements = replacements;
        this.rows = applied.startingPoint().states().keySet();
        this.recorded = recorded;
        this.moment = moment;
        this.committed = recorded.entries().stream()
                .filter(entry -> did(entry, Operation.SINGLE_TRANSACTION))
                .collect(Collectors.toMap(HistoryEntry::run, HistoryEntry::at, (newest, older) -> newest));
    }

    /** Gives what was applied, by the names of the code, or why that cannot be known. */
    Checked<Set<RevisionId>, Refusal> applied() {
        List<HistoryEntry> entries = new ArrayList<>(recorded.entries());
        Collections.reverse(entries);
        Optional<Refusal> outside = outside(entries);
        if (outside.isPresent()) {
            return Checked.unsound(outside.get());
        }
        entries.stream().filter(Rewinding::changesSomething).forEach(this::take);
        Set<RevisionId> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        all.addAll(rows);
        Set<RevisionId> there = new TreeSet<>();
        all.stream().filter(id -> wasThere(id, replacedSince(id))).forEach(there::add);
        List<Refusal> refusals = new ArrayList<>();
        tell(onTheWay, ids -> PastRefusal.onTheWay(moment, ids), refusals);
        tell(byHand, ids -> PastRefusal.recorded(moment, ids), refusals);
        tell(odd, ids -> PastRefusal.contradictory(moment, ids), refusals);
        return refusals.isEmpty() ? Checked.sound(there) : new Checked.Unsound<>(refusals);
    }

    private Optional<Refusal> outside(List<HistoryEntry> entries) {
        if (entries.isEmpty()) {
            return Optional.of(PastRefusal.noHistory(moment));
        }
        if (moment.isAfter(recorded.now())) {
            return Optional.of(PastRefusal.future(moment, recorded.now()));
        }
        if (isLater(entries.get(0))) {
            return Optional.of(PastRefusal.beforeHistory(moment, at(entries.get(0))));
        }
        boolean earlierAgain =
                entries.stream().dropWhile(entry -> !isLater(entry)).anyMatch(entry -> !isLater(entry));
        return earlierAgain ? Optional.of(PastRefusal.clockSetBack(moment)) : Optional.empty();
    }

    private boolean isLater(HistoryEntry entry) {
        return at(entry).isAfter(moment);
    }

    /** The steps of one transaction were all done with the last of them. */
    private Instant at(HistoryEntry entry) {
        return committed.getOrDefault(entry.run(), entry.at());
    }

    /** A step that failed left everything as it was, or as its beginning had. */
    private static boolean changesSomething(HistoryEntry entry) {
        return entry.kind().equals(Kind.REVISION.label()) && !entry.outcome().equals("failed");
    }

    private void take(HistoryEntry entry) {
        RevisionId id = new RevisionId(entry.subject());
        if (isLater(entry)) {
            after.putIfAbsent(id, entry);
        } else {
            before.put(id, entry);
        }
    }

    private static void tell(Set<RevisionId> ids, Function<List<RevisionId>, Refusal> why, List<Refusal> refusals) {
        if (!ids.isEmpty()) {
            refusals.add(why.apply(List.copyOf(ids)));
        }
    }

    /** Whether another was recorded in its place after the moment, which took its row away. */
    private boolean replacedSince(RevisionId id) {
        return replacements
                .successor(id)
                .flatMap(by -> Optional.ofNullable(after.get(by)))
                .filter(entry -> did(entry, Operation.REPLACE))
                .isPresent();
    }

    private boolean wasThere(RevisionId id, boolean replacedSince) {
        Optional<HistoryEntry> last = Optional.ofNullable(before.get(id));
        Optional<HistoryEntry> next = Optional.ofNullable(after.get(id));
        if (last.filter(entry -> entry.outcome().equals("started")).isPresent()) {
            onTheWay.add(id);
            return false;
        }
        return next.isPresent()
                ? wasThereBefore(id, next.get(), last)
                : certain(id, rows.contains(id) || replacedSince, last);
    }

    private boolean wasThereBefore(RevisionId id, HistoryEntry next, Optional<HistoryEntry> last) {
        if (did(next, Operation.UPGRADE)) {
            return certain(id, false, last);
        }
        if (did(next, Operation.DOWNGRADE) || did(next, Operation.REPAIR)) {
            return certain(id, true, last);
        }
        // What it stands for tells, which has entries of its own.
        if (!did(next, Operation.REPLACE)) {
            byHand.add(id);
        }
        return false;
    }

    /** What happened to it before must have led there. */
    private boolean certain(RevisionId id, boolean there, Optional<HistoryEntry> last) {
        boolean contradicts = last.isEmpty()
                ? there
                : did(last.get(), there ? Operation.DOWNGRADE : Operation.UPGRADE) && !isReplaced(id, there);
        if (contradicts) {
            odd.add(id);
        }
        return there;
    }

    /** What was replaced before the moment has no row, and nothing in the history says so of itself. */
    private boolean isReplaced(RevisionId id, boolean there) {
        return !there && replacements.successor(id).isPresent();
    }

    private static boolean did(HistoryEntry entry, Operation operation) {
        return entry.operation().equals(operation.label());
    }
}
