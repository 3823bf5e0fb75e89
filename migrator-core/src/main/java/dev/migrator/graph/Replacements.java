// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which revisions stand for older ones. What is replaced need not be in the code any more; where it still is, the graph does
 * without it. A revision that stands for others may be replaced in turn. Immutable and thread-safe.
 */
public final class Replacements {

    private final Map<RevisionId, List<RevisionId>> replaced = new TreeMap<>();
    private final Map<RevisionId, RevisionId> successors = new HashMap<>();
    private final List<RevisionDescriptor> stillThere = new ArrayList<>();

    private Replacements() {}

    /** Collects what some revisions say, and what is wrong with that. */
    static Replacements of(Collection<RevisionDescriptor> revisions, List<GraphIssue> issues) {
        Replacements all = new Replacements();
        Map<RevisionId, List<RevisionId>> by = new TreeMap<>();
        Map<RevisionId, RevisionDescriptor> saying = new HashMap<>();
        for (RevisionDescriptor revision : revisions) {
            if (!revision.replaces().isEmpty()) {
                saying.put(revision.id(), revision);
                all.replaced.put(revision.id(), List.copyOf(new LinkedHashSet<>(revision.replaces())));
            }
        }
        all.replaced.forEach((id, older) -> {
            for (RevisionId each : older) {
                all.successors.put(each, id);
                by.computeIfAbsent(each, key -> new ArrayList<>(1)).add(id);
                if (!each.isLegal()) {
                    issues.add(new GraphIssue.IllegalId(
                            each,
                            "replaced by "
                                    + GraphIssue.placed(
                                            those(List.of(id), saying).get(0))));
                }
            }
        });
        by.forEach((older, several) -> {
            if (several.size() > 1) {
                issues.add(new GraphIssue.ReplacedTwice(older, those(several, saying)));
            }
        });
        all.breakRings(saying, issues);
        for (RevisionDescriptor revision : revisions) {
            if (all.successors.containsKey(revision.id())) {
                all.stillThere.add(revision);
            }
        }
        return all;
    }

    private static List<RevisionDescriptor> those(List<RevisionId> ids, Map<RevisionId, RevisionDescriptor> saying) {
        return ids.stream().map(saying::get).map(Objects::requireNonNull).toList();
    }

    /** One that stands for itself would be gone. */
    private void breakRings(Map<RevisionId, RevisionDescriptor> saying, List<GraphIssue> issues) {
        for (RevisionId start : replaced.keySet()) {
            Set<RevisionId> way = new LinkedHashSet<>();
            RevisionId at = start;
            for (RevisionId next = successors.get(at); next != null && way.add(at); next = successors.get(at)) {
                at = next;
            }
            if (way.contains(at)) {
                List<RevisionId> ring = new ArrayList<>(way);
                ring.subList(0, ring.indexOf(at)).clear();
                ring.forEach(successors::remove);
                Collections.rotate(ring, -ring.indexOf(Collections.min(ring)));
                issues.add(new GraphIssue.ReplacementRing(those(ring, saying)));
            }
        }
    }

    /** Whether nothing is replaced. */
    public boolean isEmpty() {
        return replaced.isEmpty();
    }

    /** Gives the revision of the graph that stands for one that it does without; nothing for every other. */
    public Optional<RevisionId> successor(RevisionId id) {
        return successors.containsKey(id) ? Optional.of(last(id)) : Optional.empty();
    }

    /** Gives what stands for a revision now: itself, as a rule. */
    public RevisionId last(RevisionId id) {
        RevisionId at = id;
        for (RevisionId next = successors.get(at); next != null; next = successors.get(at)) {
            at = next;
        }
        return at;
    }

    /** Gives what a revision says itself that it stands for; none for most. */
    public List<RevisionId> replacedBy(RevisionId id) {
        return replaced.getOrDefault(id, List.of());
    }

    /** Gives those that are replaced and that the code has all the same. */
    public List<RevisionDescriptor> stillThere() {
        return Collections.unmodifiableList(stillThere);
    }

    /** Gives all that are replaced. */
    public Set<RevisionId> all() {
        return Collections.unmodifiableSet(successors.keySet());
    }

    /** What of the revisions that one stands for a name leads to, be it by way of others; nothing where it leads elsewhere. */
    Optional<RevisionId> within(RevisionId successor, RevisionId name) {
        RevisionId at = name;
        for (RevisionId next = successors.get(at); next != null; next = successors.get(at)) {
            if (next.equals(successor)) {
                return Optional.of(at);
            }
            at = next;
        }
        return Optional.empty();
    }
}
