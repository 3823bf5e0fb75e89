// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Revisions and a database drawn by chance, the same for the same seed: forks, merges of up to four parents, several
 * bases, labels, dependencies across lines, ids that begin alike. Each revision is a leaf when it comes.
 */
public final class RandomHistory {

    private static final int MOST = 24;
    private static final String GARBAGE = "a1@+-:. ~^/\u00e4";

    private final long seed;
    private final Random random;
    private final List<RevisionDescriptor> revisions = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<RevisionId, Set<RevisionId>> below = new HashMap<>();

    /** Draws a history. */
    public RandomHistory(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        int size = random.nextInt(MOST);
        for (int i = 0; i < size; i++) {
            add(i);
        }
    }

    /** Gives the revisions as they came. */
    public List<RevisionDescriptor> revisions() {
        return List.copyOf(revisions);
    }

    /** Gives what each revision names as parents and dependencies, labels resolved. */
    public Map<RevisionId, Set<RevisionId>> below() {
        return below;
    }

    /** Draws, for other things about this history. */
    public Random random() {
        return random;
    }

    /** Draws a set that has all that is below it. */
    public Set<RevisionId> closedSet() {
        Set<RevisionId> applied = new TreeSet<>();
        for (int i = random.nextInt(4); i > 0 && !revisions.isEmpty(); i--) {
            addWithAllBelow(applied, any(revisions).id());
        }
        return applied;
    }

    /** Gives the rows of a ledger that has some revisions as the code has them. */
    public List<AppliedRevision> rows(Set<RevisionId> applied) {
        return revisions.stream()
                .filter(revision -> applied.contains(revision.id()))
                .map(revision -> row(revision, AppliedRevision.State.APPLIED))
                .toList();
    }

    /** Draws the rows of a ledger that has gaps, unknown, moved and interrupted revisions. */
    public List<AppliedRevision> roughRows() {
        List<AppliedRevision> rows = new ArrayList<>();
        for (RevisionDescriptor revision : revisions) {
            if (random.nextInt(3) == 0) {
                boolean stuck = random.nextInt(12) == 0;
                rows.add(row(revision, stuck ? AppliedRevision.State.INTERRUPTED : AppliedRevision.State.APPLIED));
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            List<RevisionId> on = rows.isEmpty() ? List.of() : List.of(any(rows).id());
            RevisionId gone = new RevisionId("gone" + i);
            if (random.nextInt(4) == 0 && !rows.isEmpty()) {
                AppliedRevision moved = any(rows);
                rows.set(rows.indexOf(moved), onto(moved, gone));
                on = List.of();
            }
            rows.add(new AppliedRevision(
                    gone,
                    AppliedRevision.State.APPLIED,
                    on,
                    List.of(),
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Instant.EPOCH,
                    ""));
        }
        return rows;
    }

    /** Draws what a user might type, mostly legal. */
    public String target() {
        if (random.nextInt(10) == 0) {
            return garbage();
        }
        String line = random.nextInt(3) == 0 ? name() + "@" : "";
        String steps = random.nextInt(3) == 0 ? (random.nextBoolean() ? "+" : "-") + random.nextInt(5) : "";
        return switch (random.nextInt(8)) {
            case 0 -> line + "head" + steps;
            case 1 -> line + "heads" + steps;
            case 2 -> line + "base" + steps;
            case 3 -> line + "current" + steps;
            case 4 -> line + (random.nextBoolean() ? "+" : "-") + (1 + random.nextInt(4));
            default -> line + name() + steps;
        };
    }

    @Override
    public String toString() {
        return "seed " + seed + ": "
                + revisions.stream().map(RandomHistory::word).collect(Collectors.joining(" "));
    }

    private void add(int i) {
        int count = random.nextInt(8) == 0 ? 0 : random.nextInt(5) == 0 ? 2 + random.nextInt(3) : 1;
        Set<String> parents = new LinkedHashSet<>();
        for (int p = 0; p < count && !revisions.isEmpty(); p++) {
            int back = random.nextBoolean() ? Math.min(3, revisions.size()) : revisions.size();
            parents.add(revisions
                    .get(revisions.size() - 1 - random.nextInt(back))
                    .id()
                    .value());
        }
        Set<String> needs = new LinkedHashSet<>();
        for (int d = random.nextInt(4) / 3; d > 0 && !names.isEmpty(); d--) {
            needs.add(any(names));
        }
        String id = List.of("", "abcd", "abcde", "x").get(random.nextInt(4))
                + Integer.toString(random.nextInt(36 * 36), 36) + "_" + i;
        List<String> labels =
                random.nextInt(6) == 0 ? List.of("lab" + "elled".substring(random.nextInt(5)) + i) : List.of();
        revisions.add(RevisionDescriptor.of(id)
                .downRevisions(List.copyOf(parents))
                .dependsOn(List.copyOf(needs))
                .branchLabels(labels)
                .reversible(random.nextInt(20) != 0)
                .rerunnable(random.nextInt(3) == 0)
                .build());
        below.put(new RevisionId(id), named(parents, needs));
        names.add(id);
        names.addAll(labels);
    }

    private Set<RevisionId> named(Set<String> parents, Set<String> needs) {
        Set<RevisionId> ids = new TreeSet<>();
        parents.forEach(id -> ids.add(new RevisionId(id)));
        needs.forEach(name -> revisions.stream()
                .filter(other ->
                        other.id().value().equals(name) || other.branchLabels().contains(name))
                .findFirst()
                .ifPresent(other -> ids.add(other.id())));
        return ids;
    }

    private void addWithAllBelow(Set<RevisionId> set, RevisionId id) {
        if (set.add(id)) {
            below.get(id).forEach(lower -> addWithAllBelow(set, lower));
        }
    }

    private AppliedRevision row(RevisionDescriptor revision, AppliedRevision.State state) {
        List<RevisionId> others = below.get(revision.id()).stream()
                .filter(lower -> !revision.downRevisions().contains(lower))
                .toList();
        return new AppliedRevision(
                revision.id(),
                state,
                revision.downRevisions(),
                others,
                "",
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                "somebody");
    }

    private static AppliedRevision onto(AppliedRevision row, RevisionId parent) {
        List<RevisionId> parents = new ArrayList<>(row.downRevisions());
        parents.add(parent);
        return new AppliedRevision(
                row.id(),
                row.state(),
                parents,
                row.dependsOn(),
                row.message(),
                row.fingerprint(),
                row.sqlFingerprint(),
                row.appliedAt(),
                row.appliedBy());
    }

    private String name() {
        if (names.isEmpty()) {
            return "none";
        }
        String name = any(names);
        return random.nextInt(4) == 0 ? name.substring(0, 1 + random.nextInt(name.length())) : name;
    }

    private String garbage() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            text.append(GARBAGE.charAt(random.nextInt(GARBAGE.length())));
        }
        return text.toString();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String word(RevisionDescriptor revision) {
        return revision.id()
                + (revision.branchLabels().isEmpty()
                        ? ""
                        : revision.branchLabels().toString())
                + revision.downRevisions().stream().map(RevisionId::value).collect(Collectors.joining(",", "(", ")"))
                + (revision.dependsOn().isEmpty() ? "" : "*" + String.join(",", revision.dependsOn()));
    }
}
