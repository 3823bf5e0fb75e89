// SPDX-License-Identifier: Apache-2.0
package dev.migrator.graph;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wrong with a set of revisions, so that no graph can be made of them. */
public sealed interface GraphIssue extends Problem {

    /** An id and where it is written: {@code a1b2 (db/a1b2.sql:1)}. */
    static String placed(RevisionDescriptor revision) {
        String where = revision.written();
        return revision.id() + (where.isEmpty() ? "" : " (" + where + ")");
    }

    /**
     * An id outside the alphabet, too long, or reserved.
     *
     * @param id the id
     * @param origin where it was found
     */
    record IllegalId(RevisionId id, String origin) implements GraphIssue {
        @Override
        public String kind() {
            return "illegal_id";
        }

        @Override
        public String message() {
            return "'" + id + "' (" + origin + ") is no legal revision id; use 1 to " + RevisionId.MAX_LENGTH
                    + " of A-Z a-z 0-9 _ . and none of head, heads, base, current";
        }

        @Override
        public List<RevisionId> revisions() {
            return List.of(id);
        }
    }

    /**
     * A label outside the alphabet, too long, or reserved.
     *
     * @param label the label
     * @param carrier the revision that carries it
     */
    record IllegalLabel(String label, RevisionDescriptor carrier) implements GraphIssue {
        @Override
        public String kind() {
            return "illegal_label";
        }

        @Override
        public String message() {
            return "'" + label + "', a branch label of " + carrier.told() + ", is not legal; use 1 to "
                    + RevisionId.MAX_LENGTH + " of A-Z a-z 0-9 _ . and none of head, heads, base, current";
        }

        @Override
        public List<RevisionId> revisions() {
            return List.of(carrier.id());
        }
    }

    /**
     * Several revisions with one id.
     *
     * @param id the id
     * @param origins where they were found
     */
    record DuplicateId(RevisionId id, List<String> origins) implements GraphIssue {
        @Override
        public String kind() {
            return "duplicate_id";
        }

        @Override
        public String message() {
            return "revision " + id + " is defined " + origins.size() + " times: " + String.join(", ", origins)
                    + "; give all but one of them a new id";
        }

        @Override
        public List<RevisionId> revisions() {
            return List.of(id);
        }
    }

    /**
     * A parent listed twice by one revision.
     *
     * @param revision the revision
     * @param parent the parent
     */
    record RepeatedParent(RevisionDescriptor revision, RevisionId parent) implements GraphIssue {
        @Override
        public String kind() {
            return "repeated_parent";
        }

        @Override
        public String message() {
            return revision.told() + " lists its parent " + parent + " twice; list it once";
        }

        @Override
        public List<RevisionId> revisions() {
            return List.of(revision.id(), parent);
        }
    }

    /**
     * A parent that nobody defines.
     *
     * @param revision the revision that names it
     * @param parent what it names
     */
    record UnknownParent(RevisionDescriptor revision, RevisionId parent) implements GraphIssue {
        @Override
        public String kind() {
            return "unknown_parent";
        }

        @Override
        public String message() {
            return revision.told() + " has the parent " + parent
                    + ", which is not among the revisions found; a parent is named by its full id";
        }

        @Override
        public List<RevisionId> revisions() {
            return List.of(revision.id(), parent);
        }
    }

    /**
     * A dependency that nobody defines.
     *
     * @param revision the revision that names it
     * @param dependency what it names
     */
    record UnknownDependency(RevisionDescriptor revision, String dependency) implements GraphIssue {
        @Override
        public String kind() {
            return "unknown_dependency";
        }

        @Override
        public String message() {
            return revision.told() + " depends on " + dependency
                    + ", which is neither an id nor a label among the revisions found";
        }

        @Override
        public List<RevisionId> revisions() {
            return List.of(revision.id());
        }
    }

    /**
     * A label that is also the id of a revision.
     *
     * @param label the label
     * @param carrier the revision that carries it
     */
    record LabelEqualsId(String label, RevisionDescriptor carrier) implements GraphIssue {
        @Override
        public String kind() {
            return "label_equals_id";
        }

        @Override
        public String message() {
            return "the branch label " + label + " of " + carrier.told()
                    + " is also the id of a revision; ids and labels share one namespace, so choose another label";
        }

        @Override
        public List<RevisionId> revisions() {
            return List.of(carrier.id(), new RevisionId(label));
        }
    }

    /**
     * A label that several revisions carry, or one carries twice.
     *
     * @param label the label
     * @param carriers the revisions, smallest id first
     */
    record LabelUsedTwice(String label, List<RevisionDescriptor> carriers) implements GraphIssue {
        @Override
        public String kind() {
            return "label_used_twice";
        }

        @Override
        public String message() {
            return "the branch label " + label + " is used more than once, on "
                    + carriers.stream().map(GraphIssue::placed).collect(Collectors.joining(", "))
                    + "; a label names one revision";
        }

        @Override
        public List<RevisionId> revisions() {
            return carriers.stream().map(RevisionDescriptor::id).toList();
        }
    }

    /**
     * A revision that several others stand for.
     *
     * @param replaced the revision
     * @param by those that say that they stand for it
     */
    record ReplacedTwice(RevisionId replaced, List<RevisionDescriptor> by) implements GraphIssue {
        @Override
        public String kind() {
            return "replaced_twice";
        }

        @Override
        public String message() {
            return "revision " + replaced + " is replaced by "
                    + by.stream().map(GraphIssue::placed).collect(Collectors.joining(", "))
                    + "; one revision stands for another, and where that is replaced in turn, only it is named";
        }

        @Override
        public List<RevisionId> revisions() {
            return Stream.concat(Stream.of(replaced), by.stream().map(RevisionDescriptor::id))
                    .toList();
        }
    }

    /**
     * Revisions that stand for themselves.
     *
     * @param ring each is replaced by the next, and the last by the first
     */
    record ReplacementRing(List<RevisionDescriptor> ring) implements GraphIssue {
        @Override
        public String kind() {
            return "replacement_ring";
        }

        @Override
        public String message() {
            return "revisions replace themselves: "
                    + ring.stream().map(GraphIssue::placed).collect(Collectors.joining(" → ")) + " → "
                    + ring.get(0).id()
                    + " (each revision → what replaces it); take one of these out of replaces";
        }

        @Override
        public List<RevisionId> revisions() {
            return ring.stream().map(RevisionDescriptor::id).toList();
        }
    }

    /**
     * A revision that stands for several others which are no run with one exit.
     *
     * @param successor the revision that stands for them
     * @param exits those of them that others build on, or nothing does
     */
    record SeveralExits(RevisionDescriptor successor, List<RevisionId> exits) implements GraphIssue {
        @Override
        public String kind() {
            return "several_exits";
        }

        @Override
        public String message() {
            return successor.told() + " replaces revisions with several exits: " + RevisionId.list(exits)
                    + "; what it replaces must be a run that is built on at one end only";
        }

        @Override
        public List<RevisionId> revisions() {
            return Stream.concat(Stream.of(successor.id()), exits.stream()).toList();
        }
    }

    /**
     * A revision that stands for others and does not build on what they built on.
     *
     * @param successor the revision that stands for them
     * @param lacking what they built on, and it does not
     */
    record ReplacementLacks(RevisionDescriptor successor, List<RevisionId> lacking) implements GraphIssue {
        @Override
        public String kind() {
            return "replacement_lacks";
        }

        @Override
        public String message() {
            return successor.told() + " replaces revisions that build on " + RevisionId.list(lacking)
                    + ", and does not itself; put that into its downRevision or dependsOn";
        }

        @Override
        public List<RevisionId> revisions() {
            return Stream.concat(Stream.of(successor.id()), lacking.stream()).toList();
        }
    }

    /**
     * Revisions that are their own ancestors.
     *
     * @param ring the shortest ring through the smallest id of the knot, child before parent, its first not repeated
     */
    record Cycle(List<RevisionDescriptor> ring) implements GraphIssue {
        @Override
        public String kind() {
            return "cycle";
        }

        @Override
        public String message() {
            return "cycle: " + ring.stream().map(GraphIssue::placed).collect(Collectors.joining(" → ")) + " → "
                    + ring.get(0).id() + " (each revision → its parent or dependency); break it at one of these";
        }

        @Override
        public List<RevisionId> revisions() {
            return ring.stream().map(RevisionDescriptor::id).toList();
        }
    }
}
