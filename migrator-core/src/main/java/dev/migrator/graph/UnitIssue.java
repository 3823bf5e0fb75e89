// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Kind;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is wrong with repeatables or seeds. All texts are here.
 *
 * @param kind the short, stable name
 * @param message what is wrong, where, and what to do
 * @param revisions the names and ids involved
 */
record UnitIssue(String kind, String message, List<RevisionId> revisions) implements Problem {

    static UnitIssue illegalName(RevisionDescriptor unit) {
        return issue(
                "illegal_name",
                unit.told() + " has no legal name; use 1 to " + RevisionId.MAX_LENGTH
                        + " of A-Z a-z 0-9 _ . and none of head, heads, base, current",
                unit.id());
    }

    static UnitIssue definedTwice(List<RevisionDescriptor> same) {
        return issue(
                "name_taken",
                "the name " + same.get(0).id() + " is used " + same.size() + " times: "
                        + same.stream().map(RevisionDescriptor::told).collect(Collectors.joining(", "))
                        + "; give all but one of them another name",
                same.get(0).id());
    }

    /** A revision that a squash took the place of has no code any more. */
    static UnitIssue nameOfRevision(RevisionDescriptor unit, RevisionId revision, Optional<RevisionDescriptor> code) {
        return issue(
                "name_taken",
                unit.told() + " has the name of "
                        + code.map(RevisionDescriptor::told).orElse("revision " + revision)
                        + " or of its label; ids, labels and names share one namespace, so choose another name",
                revision);
    }

    static UnitIssue unknownDependency(RevisionDescriptor unit, String name) {
        return issue(
                "unknown_dependency",
                unit.told() + " depends on " + name + ", which is neither a "
                        + unit.kind().label() + " nor the id or label of a revision",
                unit.id());
    }

    static UnitIssue narrowProfiles(RevisionDescriptor seed, RevisionDescriptor needed) {
        return new UnitIssue(
                "narrow_profiles",
                seed.told() + " is " + wanted(seed) + ", and depends on " + needed.told() + ", which is "
                        + wanted(needed)
                        + " and would come along where nobody asked for that; let " + needed.id() + " have no profile"
                        + (seed.profiles().isEmpty() ? "" : ", or all of " + String.join(", ", seed.profiles()))
                        + ", or " + seed.id() + " only such as "
                        + String.join(", ", needed.profiles()),
                List.of(seed.id(), needed.id()));
    }

    private static String wanted(RevisionDescriptor seed) {
        return seed.profiles().isEmpty() ? "wanted everywhere" : "for " + String.join(", ", seed.profiles()) + " only";
    }

    static UnitIssue cycle(Kind kind, List<RevisionDescriptor> ring) {
        return new UnitIssue(
                "cycle",
                "cycle of " + kind.label() + "s: "
                        + ring.stream().map(GraphIssue::placed).collect(Collectors.joining(" → "))
                        + " → " + ring.get(0).id() + ", each → what it depends on; break it at one of these",
                ring.stream().map(RevisionDescriptor::id).toList());
    }

    private static UnitIssue issue(String kind, String message, RevisionId name) {
        return new UnitIssue(kind, message, List.of(name));
    }
}
