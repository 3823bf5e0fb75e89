// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.GraphIssue;
import dev.migrator.graph.TargetIssue;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Why there is no plan. Nothing has been changed when one of these is told. */
public sealed interface Refusal extends Problem {

    /**
     * The target means nothing here.
     *
     * @param issue why
     */
    record BadTarget(TargetIssue issue) implements Refusal {
        @Override
        public String kind() {
            return issue.kind();
        }

        @Override
        public String message() {
            return issue.message();
        }

        @Override
        public List<RevisionId> revisions() {
            return issue.revisions();
        }
    }

    /**
     * A downgrade to what is not there.
     *
     * @param revisions the revisions of the target that are not applied
     */
    record NotApplied(List<RevisionId> revisions) implements Refusal {
        @Override
        public String kind() {
            return "not_applied";
        }

        @Override
        public String message() {
            return "cannot go back to " + RevisionId.list(revisions)
                    + ", which is not applied; the command current tells where" + " the database is";
        }
    }

    /**
     * Revisions below applied ones that were never applied.
     *
     * @param revisions the gaps
     */
    record Gap(List<RevisionId> revisions) implements Refusal {
        @Override
        public String kind() {
            return "gap";
        }

        @Override
        public String message() {
            return "not applied, though revisions above are: " + RevisionId.list(revisions)
                    + " (the lineage was edited after they ran); run them in order with --fill-gaps, or, if the database has"
                    + " what they do, stamp what current shows, which records all that is below it";
        }
    }

    /**
     * Revisions in the database that the code does not have.
     *
     * @param revisions the unknown revisions
     * @param what what cannot be done for that reason, as the beginning of a sentence
     * @param instead what to do
     */
    record UnknownApplied(List<RevisionId> revisions, String what, String instead) implements Refusal {
        @Override
        public String kind() {
            return "unknown_applied";
        }

        @Override
        public String message() {
            return what + ": the database has " + RevisionId.list(revisions)
                    + ", which the code does not (it is ahead of the code, or another branch is checked out); "
                    + instead;
        }
    }

    /**
     * A database that has some of what a revision stands for.
     *
     * @param successor the revision
     * @param there what the database has of what it stands for
     * @param missing what the database lacks of that
     */
    record Replaced(RevisionId successor, List<RevisionId> there, List<RevisionId> missing) implements Refusal {

        /** Copies the lists. */
        public Replaced {
            there = List.copyOf(there);
            missing = List.copyOf(missing);
        }

        @Override
        public String kind() {
            return "replaced";
        }

        @Override
        public String message() {
            return missing.isEmpty()
                    ? "the database has revision " + successor + ", and also " + RevisionId.list(there)
                            + ", which it stands for; if all is there, stamp what current shows with --purge"
                    : "revision " + successor + " stands for revisions of which the database has "
                            + RevisionId.list(there) + " and lacks " + RevisionId.list(missing)
                            + "; upgrade the database to all of them, or downgrade it below, with the code that still has"
                            + " them, and come back";
        }

        @Override
        public List<RevisionId> revisions() {
            return Stream.of(List.of(successor), there, missing)
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /**
     * A way down across revisions that have none.
     *
     * @param revisions the revisions that declare no downgrade
     */
    record Irreversible(List<RevisionId> revisions) implements Refusal {
        @Override
        public String kind() {
            return "irreversible";
        }

        @Override
        public String message() {
            return "the way down crosses " + RevisionId.list(revisions)
                    + ", which cannot be undone (no downgrade is declared);"
                    + " go forward with a new revision, or write the downgrade";
        }
    }

    /**
     * A way down across revisions that the code does not know, and of which the ledger keeps no way back.
     *
     * @param revisions these revisions
     */
    record NotStored(List<RevisionId> revisions) implements Refusal {
        @Override
        public String kind() {
            return "not_stored";
        }

        @Override
        public String message() {
            return "the ledger keeps no way back for " + RevisionId.list(revisions)
                    + ", which the code does not know (none was declared, it was stamped, or what it sends was not"
                    + " to be known without the database or not to be kept); check out the code that has it and downgrade there";
        }
    }

    /**
     * A ledger whose lineage does not fit to the code's.
     *
     * @param issue what is wrong with both together
     */
    record BadLineage(GraphIssue issue) implements Refusal {
        @Override
        public String kind() {
            return issue.kind();
        }

        @Override
        public String message() {
            return "the revisions that only the ledger has do not fit to those of the code: " + issue.message();
        }

        @Override
        public List<RevisionId> revisions() {
            return issue.revisions();
        }
    }

    /**
     * Steps that started outside a transaction and are not known to have ended.
     *
     * @param revisions the interrupted revisions
     * @param invalidIndexes what they may have left behind, by name
     */
    record Interrupted(List<RevisionId> revisions, List<String> invalidIndexes) implements Refusal {
        @Override
        public String kind() {
            return "interrupted";
        }

        @Override
        public String message() {
            return "interrupted on the way, outside a transaction: " + RevisionId.list(revisions)
                    + "; look at what is there, finish or undo it by hand, then record the outcome with repair"
                    + " --applied or repair --not-applied"
                    + leftBehind(invalidIndexes).map(told -> "; " + told).orElse("");
        }

        static Optional<String> leftBehind(List<String> indexes) {
            return indexes.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "invalid indexes are there, which every write pays for and a broken build may have left: "
                                    + indexes.stream()
                                            .map(index -> "drop index concurrently " + index)
                                            .collect(Collectors.joining("; ")));
        }
    }

    /**
     * Applied revisions whose code is another now.
     *
     * @param revisions the changed revisions
     */
    record Changed(List<RevisionId> revisions) implements Refusal {
        @Override
        public String kind() {
            return "changed";
        }

        @Override
        public String message() {
            return "the code of applied revisions was changed: " + RevisionId.list(revisions)
                    + "; put it back as it was and write a new revision, or, if the database is as the code says now,"
                    + " accept each with repair REVISION --apply; validate tells more";
        }
    }

    /**
     * Steps that run outside a transaction, in a plan that shall be one.
     *
     * @param revisions the revisions that are not transactional
     */
    record NotTransactional(List<RevisionId> revisions) implements Refusal {
        @Override
        public String kind() {
            return "not_transactional";
        }

        @Override
        public String message() {
            return "these steps cannot run in a transaction, so that the plan cannot be a single one: "
                    + RevisionId.list(revisions)
                    + "; run it without --single-transaction, or in parts: up to them, they, and the rest";
        }
    }

    /**
     * A repair that cannot be.
     *
     * @param id the revision
     * @param why why not, as the end of a sentence
     */
    record NotRepairable(RevisionId id, String why) implements Refusal {
        @Override
        public String kind() {
            return "not_repairable";
        }

        @Override
        public String message() {
            return "cannot repair " + id + ": " + why;
        }

        @Override
        public List<RevisionId> revisions() {
            return List.of(id);
        }
    }

    /**
     * A baseline where there is something already.
     *
     * @param revisions what the ledger has
     */
    record NotEmpty(List<RevisionId> revisions) implements Refusal {
        @Override
        public String kind() {
            return "not_empty";
        }

        @Override
        public String message() {
            return "a baseline begins a ledger, and this one has " + revisions.size() + " revision(s) already: "
                    + RevisionId.list(revisions)
                    + "; the command current tells where the database is, and stamp corrects that";
        }
    }

    /**
     * A stamp to a place that is relative to where the database is.
     *
     * @param target what was typed
     */
    record RelativeStamp(String target) implements Refusal {
        @Override
        public String kind() {
            return "relative_stamp";
        }

        @Override
        public String message() {
            return "'" + target + "' depends on where the database is, which is what this records; name a revision, a"
                    + " label, head, heads or base";
        }

        @Override
        public List<RevisionId> revisions() {
            return List.of();
        }
    }

    /**
     * Targets of a stamp that contradict each other.
     *
     * @param revisions those of the targets that lie above another, or in what another clears
     */
    record OverlappingTargets(List<RevisionId> revisions) implements Refusal {
        @Override
        public String kind() {
            return "overlapping_targets";
        }

        @Override
        public String message() {
            return "the targets contradict each other at " + RevisionId.list(revisions)
                    + ": one target would record what another takes away; name only the topmost of each line";
        }
    }

    /**
     * A plan for a database that has moved since.
     *
     * @param revisions the revisions of the plan that was made
     */
    record Stale(List<RevisionId> revisions) implements Refusal {

        /** Refuses a plan. */
        public static Stale of(Plan plan) {
            return new Stale(plan.steps().stream().map(Step::id).toList());
        }

        @Override
        public String kind() {
            return "stale_plan";
        }

        @Override
        public String message() {
            return "the database has moved since this plan was made, so that it is not run; plan again";
        }
    }

    /** What others say of their own. */
    non-sealed interface Told extends Refusal {}

    /**
     * Seeds that cannot be applied or removed as asked.
     *
     * @param kind the short, stable name
     * @param message what is wrong, and what to do
     * @param revisions the seeds and revisions involved
     */
    record Seed(String kind, String message, List<RevisionId> revisions) implements Refusal {

        /** Copies the list. */
        public Seed {
            revisions = List.copyOf(revisions);
        }
    }
}
