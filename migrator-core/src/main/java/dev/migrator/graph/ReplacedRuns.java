// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether what a revision stands for is a run with one exit, and the revision has below it what that had. Of revisions that
 * the code has no longer only the exits can be seen.
 */
final class ReplacedRuns {

    private final Collection<RevisionDescriptor> revisions;
    private final Replacements replacements;

    /** Takes all revisions that were found, replaced ones among them. */
    ReplacedRuns(Collection<RevisionDescriptor> revisions, Replacements replacements) {
        this.revisions = revisions;
        this.replacements = replacements;
    }

    List<GraphIssue> issues(RevisionGraph graph) {
        List<GraphIssue> issues = new ArrayList<>();
        for (RevisionDescriptor successor : revisions) {
            if (graph.find(successor.id()).isPresent() && !successor.replaces().isEmpty()) {
                look(successor, graph, issues);
            }
        }
        return issues;
    }

    private void look(RevisionDescriptor code, RevisionGraph graph, List<GraphIssue> issues) {
        RevisionId successor = code.id();
        Set<RevisionId> exits = new TreeSet<>();
        Set<RevisionId> inner = new TreeSet<>();
        Set<RevisionId> entries = new TreeSet<>();
        for (RevisionDescriptor revision : revisions) {
            Optional<RevisionId> member = replacements.within(successor, revision.id());
            if (member.isEmpty() && replacements.successor(revision.id()).isPresent()) {
                // What stands for it says what it is built on.
                continue;
            }
            for (RevisionId name : named(revision).toList()) {
                Optional<RevisionId> used = replacements.within(successor, name);
                if (member.isEmpty()) {
                    used.ifPresent(exits::add);
                } else if (used.isEmpty()) {
                    there(name, graph).ifPresent(entries::add);
                } else if (!used.equals(member)) {
                    used.ifPresent(inner::add);
                }
            }
        }
        if (isWhole(successor)) {
            replacements.replacedBy(successor).stream()
                    .filter(member -> !inner.contains(member))
                    .forEach(exits::add);
        }
        if (exits.size() > 1) {
            issues.add(new GraphIssue.SeveralExits(code, List.copyOf(exits)));
        }
        RevisionSet below = graph.ancestors(graph.select(List.of(successor)));
        List<RevisionId> lacking =
                entries.stream().filter(entry -> !below.contains(entry)).toList();
        if (!lacking.isEmpty()) {
            issues.add(new GraphIssue.ReplacementLacks(code, lacking));
        }
    }

    /** Of what the code has no longer it is not known what it was built on. */
    private boolean isWhole(RevisionId successor) {
        Set<RevisionId> found = revisions.stream().map(RevisionDescriptor::id).collect(Collectors.toSet());
        return found.containsAll(replacements.replacedBy(successor));
    }

    /** What the graph has by an id or a label. */
    private Optional<RevisionId> there(RevisionId name, RevisionGraph graph) {
        return graph.find(replacements.last(name)).map(RevisionDescriptor::id).or(() -> graph.labelled(name.value()));
    }

    private static Stream<RevisionId> named(RevisionDescriptor revision) {
        return Stream.concat(
                revision.downRevisions().stream(), revision.dependsOn().stream().map(RevisionId::new));
    }
}
