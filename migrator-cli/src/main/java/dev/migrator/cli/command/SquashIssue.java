// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.RunFailedException;
import dev.migrator.outcome.Script;
import dev.migrator.outcome.StepFailure;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import dev.migrator.sql.Redaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why a run of revisions is not squashed. No file has been written when one of these is told. All texts are here.
 *
 * @param kind the short, stable name
 * @param message what is wrong, and what to do
 * @param revisions the revisions involved
 */
record SquashIssue(String kind, String message, List<RevisionId> revisions) implements Problem {

    private static final int MOST_DIFFERENCES = 20;
    private static final int LONGEST = 200;
    private static final String SETTING = "one of them relies on a setting that ends with its own step, or on what the"
            + " database answers; squash from base, which takes the schema instead, or leave it out";

    private static final String NEW_ENUM_VALUE = "55P04";
    private static final String ENUM =
            "PostgreSQL lets no transaction use a value that it added to an enumeration itself;"
                    + " squash from base, which takes the schema instead, or end the run before the value is used";

    static SquashIssue gap(Script.Gap gap) {
        return new SquashIssue(
                "incomplete",
                "what a revision sends cannot be known without its database: " + gap
                        + "; squash from base, which takes the schema instead, or leave it out of the run",
                List.of(gap.revision()));
    }

    /** What it comes to in a scratch database is not what it comes to elsewhere. */
    static SquashIssue skipped(List<RevisionId> revisions) {
        return new SquashIssue(
                "skipped",
                "a precondition has a revision skipped in a scratch database, so that it tells nothing of others: "
                        + RevisionId.list(revisions) + "; leave it out of the run",
                revisions);
    }

    static SquashIssue largeObject() {
        return issue(
                "large_object",
                "the run makes a large object, which no dump of tables has; take the statements instead, with --as-sent");
    }

    /** A dump of a database does not have them. */
    static SquashIssue shared(List<String> names) {
        return issue(
                "shared",
                "the run makes or changes what belongs to the whole server (" + String.join(", ", names)
                        + "), which no dump of a database has; leave the revision that does it out of the run, or take"
                        + " the statements instead, with --as-sent");
    }

    /** They would be there already for the second of the scratch databases. */
    static SquashIssue staying(List<String> names) {
        return issue(
                "shared",
                "the run makes or changes what belongs to the whole server of --scratch-url, where it stays ("
                        + String.join(", ", names)
                        + "), so that nothing can be proved there; undo it there by hand, and leave --scratch-url out");
    }

    static SquashIssue oldFailed(RunFailedException failed) {
        return failed(
                "the old revisions fail",
                failed,
                "what they need besides (roles, extensions) must be on the server of the scratch databases, and what they make"
                        + " themselves must not; --scratch-url names another server");
    }

    static SquashIssue newFailed(RunFailedException failed, boolean asSent) {
        boolean newValue = failed.report()
                .failure()
                .flatMap(StepFailure::sql)
                .filter(sql -> sql.state().equals(NEW_ENUM_VALUE))
                .isPresent();
        return failed(
                "the revision that would stand for them fails",
                failed,
                newValue ? ENUM : asSent ? SETTING : "try --as-sent");
    }

    private static SquashIssue failed(String what, RunFailedException failed, String instead) {
        return new SquashIssue(
                "scratch_failed",
                what + " in a scratch database: " + reason(failed) + "; " + instead,
                failed.report()
                        .failure()
                        .map(failure -> List.of(failure.step().id()))
                        .orElse(List.of()));
    }

    static String reason(RunFailedException failed) {
        return failed.report()
                .failure()
                .map(failure -> failure.step().id() + ": " + failure.reason())
                .orElseGet(() -> String.valueOf(failed.getMessage()));
    }

    /** One problem that tells what to do, and one for each difference. */
    static List<SquashIssue> differences(List<String> differences, boolean asSent) {
        List<SquashIssue> issues = new ArrayList<>();
        issues.add(issue(
                "not_the_same",
                "the revision that would stand for them comes to another schema; "
                        + (asSent ? SETTING : "what pg_dump tells is not all of it; try --as-sent")));
        differences.stream()
                .limit(MOST_DIFFERENCES)
                .map(difference -> issue("difference", difference))
                .forEach(issues::add);
        if (differences.size() > MOST_DIFFERENCES) {
            issues.add(issue("difference", "and " + (differences.size() - MOST_DIFFERENCES) + " more"));
        }
        return issues;
    }

    /** Tells the first statement that only one of two databases has, rows and positions of sequences among them. */
    static Optional<SquashIssue> difference(List<String> expected, List<String> made) {
        Map<String, Integer> counts = new HashMap<>();
        expected.forEach(statement -> counts.merge(statement, 1, Integer::sum));
        made.forEach(statement -> counts.merge(statement, -1, Integer::sum));
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .min(Map.Entry.comparingByKey())
                .map(entry -> issue(
                        "not_the_same",
                        "the revision that would stand for them comes to other rows: "
                                + (entry.getValue() > 0 ? "missing is " : "additional is ")
                                + shown(entry.getKey())
                                + "; try --as-sent"));
    }

    private static String shown(String statement) {
        String harmless = Redaction.of(statement).statement().strip().replaceAll("\\s+", " ");
        return harmless.length() <= LONGEST ? harmless : harmless.substring(0, LONGEST) + " …";
    }

    private static SquashIssue issue(String kind, String message) {
        return new SquashIssue(kind, message, List.of());
    }
}
