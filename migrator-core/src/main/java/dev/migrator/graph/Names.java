// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Nearest;
import dev.migrator.revision.RevisionId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Finds a revision by what a user typed of its id or label: exact first, else a unique beginning. */
final class Names {

    private static final List<String> SYMBOLS = List.of("head", "heads", "base", "current");

    private final RevisionGraph graph;
    private final Map<String, RevisionId> labels;
    private final Set<String> tags;
    private final Set<String> others;
    private final NavigableMap<String, RevisionId> all = new TreeMap<>();

    /** Takes a graph, and names of tags and of others that are no revision's but may have been meant. */
    Names(RevisionGraph graph, Set<String> tags, Set<String> others) {
        this.graph = graph;
        this.tags = tags;
        this.others = others;
        this.labels = graph.labels();
    }

    Checked<RevisionId, TargetIssue> find(String name) {
        Optional<RevisionId> exact = exact(name);
        return exact.isPresent()
                ? Checked.sound(exact.get())
                : single(
                        name,
                        beginningWith(name),
                        () -> tags.contains(name)
                                ? TargetIssue.tagAtLine(name)
                                : TargetIssue.unknown(
                                        name,
                                        nearest(name, graph.all(), Stream.concat(tags.stream(), others.stream()))));
    }

    Checked<RevisionId, TargetIssue> findOnLine(String name, RevisionId lineOf, String lineName) {
        RevisionSet line = graph.line(lineOf);
        Optional<RevisionId> exact = exact(name);
        if (exact.isPresent()) {
            return line.contains(exact.get())
                    ? Checked.sound(exact.get())
                    : Checked.unsound(TargetIssue.notOnBranch(exact.get(), lineName));
        }
        return single(
                name,
                beginningWith(name).and(line),
                () -> tags.contains(name)
                        ? TargetIssue.tagAtLine(name)
                        : TargetIssue.unknownOnLine(name, lineName, nearest(name, line, Stream.empty())));
    }

    private Checked<RevisionId, TargetIssue> single(String name, RevisionSet matches, Supplier<TargetIssue> none) {
        Optional<RevisionId> successor = graph.replacements().successor(new RevisionId(name));
        if (successor.isPresent()) {
            return Checked.unsound(TargetIssue.replaced(name, new RevisionId(name), successor.get()));
        }
        return switch (matches.size()) {
            case 0 -> Checked.unsound(replaced(name).orElseGet(none));
            case 1 -> Checked.sound(matches.single());
            default -> Checked.unsound(TargetIssue.ambiguousId(name, matches.byId()));
        };
    }

    private List<String> nearest(String name, RevisionSet among, Stream<String> besides) {
        return Nearest.names(
                name,
                Stream.of(
                                SYMBOLS.stream(),
                                besides,
                                among.byId().stream().map(RevisionId::value),
                                labels.entrySet().stream()
                                        .filter(label -> among.contains(label.getValue()))
                                        .map(Map.Entry::getKey))
                        .flatMap(words -> words));
    }

    private Optional<RevisionId> exact(String name) {
        RevisionId id = new RevisionId(name);
        return graph.find(id).isPresent() ? Optional.of(id) : Optional.ofNullable(labels.get(name));
    }

    /** The smallest will do where it is the beginning of several. */
    private Optional<TargetIssue> replaced(String prefix) {
        return graph.replacements().all().stream()
                .filter(id -> prefix.length() >= TargetResolver.SHORTEST_PREFIX
                        && id.value().startsWith(prefix))
                .min(Comparator.naturalOrder())
                .map(id -> TargetIssue.replaced(prefix, id, graph.replacements().last(id)));
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
