// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Finds a revision by what a user typed of its id or label: exact first, else a unique beginning. */
final class Names {

    private final RevisionGraph graph;
    private final Map<String, RevisionId> labels;
    private final NavigableMap<String, RevisionId> all = new TreeMap<>();

    Names(RevisionGraph graph) {
        this.graph = graph;
        this.labels = graph.labels();
    }

    Checked<RevisionId, TargetIssue> find(String name) {
        return exact(name).<Checked<RevisionId, TargetIssue>>map(Checked::sound).orElseGet(() -> {
            RevisionSet matches = beginningWith(name);
            return switch (matches.size()) {
                case 0 -> Checked.unsound(TargetIssue.unknown(name));
                case 1 -> Checked.sound(matches.single());
                default -> Checked.unsound(TargetIssue.ambiguousId(name, matches.byId()));
            };
        });
    }

    Checked<RevisionId, TargetIssue> findOnLine(String name, RevisionId lineOf, String lineName) {
        RevisionSet line = graph.line(lineOf);
        Optional<RevisionId> exact = exact(name);
        if (exact.isPresent()) {
            return line.contains(exact.get())
                    ? Checked.sound(exact.get())
                    : Checked.unsound(TargetIssue.notOnBranch(exact.get(), lineName));
        }
        RevisionSet matches = beginningWith(name).and(line);
        return switch (matches.size()) {
            case 0 -> Checked.unsound(TargetIssue.unknownOnLine(name, lineName));
            case 1 -> Checked.sound(matches.single());
            default -> Checked.unsound(TargetIssue.ambiguousId(name, matches.byId()));
        };
    }

    private Optional<RevisionId> exact(String name) {
        RevisionId id = new RevisionId(name);
        return graph.find(id).isPresent() ? Optional.of(id) : Optional.ofNullable(labels.get(name));
    }

    private RevisionSet beginningWith(String prefix) {
        if (prefix.length() < TargetResolver.SHORTEST_PREFIX) {
            return graph.select(List.of());
        }
        return graph.select(
                sorted().subMap(prefix, prefix + Character.MAX_VALUE).values());
    }

    /** Sorted when first needed: most targets are exact. */
    private NavigableMap<String, RevisionId> sorted() {
        if (all.isEmpty()) {
            graph.all().forEach(id -> all.put(id.value(), id));
            all.putAll(labels);
        }
        return all;
    }
}
