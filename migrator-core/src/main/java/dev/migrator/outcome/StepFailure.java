// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

import dev.migrator.plan.Step;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A step that failed.
 *
 * @param step the step
 * @param cause what was thrown
 * @param source the line of the migration that was running, as {@code AddUserStatus.java:12}; empty where unknown
 * @param sql what PostgreSQL said, where it was PostgreSQL
 * @param unrecorded whether the migration itself ended well, and its record could not be written
 * @param aftermath what became of the step's changes
 * @param tries how often it was tried
 * @param blockers who was in its way, where it waited for a lock and that could be seen
 * @param invalidIndexes the indexes that a broken {@code create index concurrently} of it left behind, by name
 */
public record StepFailure(
        Step step,
        Throwable cause,
        String source,
        Optional<SqlError> sql,
        boolean unrecorded,
        Aftermath aftermath,
        int tries,
        List<Blocker> blockers,
        List<String> invalidIndexes) {

    /** A chain of causes may be a ring. */
    private static final int MOST_CAUSES = 20;

    /** Copies the lists. */
    public StepFailure {
        blockers = List.copyOf(blockers);
        invalidIndexes = List.copyOf(invalidIndexes);
    }

    /** The same, with what it left behind. */
    public StepFailure leavingBehind(List<String> invalid) {
        return new StepFailure(step, cause, source, sql, unrecorded, aftermath, tries, blockers, invalid);
    }

    /** The same, with what is known of its tries. */
    public StepFailure after(int times, List<Blocker> inTheWay) {
        return new StepFailure(step, cause, source, sql, unrecorded, aftermath, times, inTheWay, invalidIndexes);
    }

    /** What became of the changes of a step that failed. */
    public enum Aftermath {
        /** All of them are rolled back. */
        ROLLED_BACK,
        /** All of them are rolled back, and so are those of the steps before it: the plan was one transaction. */
        ALL_ROLLED_BACK,
        /** All is rolled back, as all of a dry run is. */
        REHEARSED,
        /** The step ran outside a transaction: what it did before it failed stays, and it is marked interrupted. */
        INTERRUPTED,
        /** The connection was lost while the step was being committed: it is there whole, with its record, or not at all. */
        UNKNOWN,
        /** The migration ended the step's transaction itself: what it committed stays, and nothing is recorded. */
        ESCAPED
    }

    /** Why it failed, in a sentence: what PostgreSQL said, or else what was thrown. */
    public String reason() {
        return cancelled() || cause instanceof PreconditionException
                ? String.valueOf(cause.getMessage())
                : sql.map(SqlError::message)
                        .orElseGet(() -> Stream.concat(Stream.of(cause), causes().stream())
                                .map(Throwable::toString)
                                .collect(Collectors.joining("; caused by ")));
    }

    /** What caused {@link #cause()}, from the nearest on. */
    public List<Throwable> causes() {
        return Stream.iterate(cause.getCause(), Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Whether it failed because the run was told to end. */
    public boolean cancelled() {
        return cause instanceof CancellationException;
    }

    /** Whether it is a hook within the transaction of a step. */
    public boolean isWithinAnother() {
        return step instanceof Step.Hook hook && hook.around().isPresent();
    }

    /** Whether nothing of it is left. */
    public boolean rolledBack() {
        return aftermath == Aftermath.ROLLED_BACK
                || aftermath == Aftermath.ALL_ROLLED_BACK
                || aftermath == Aftermath.REHEARSED;
    }

    /** What became of the step's changes, in a sentence without its full stop. */
    public String fate() {
        return switch (aftermath) {
            case ROLLED_BACK ->
                step instanceof Step.Hook hook
                        ? hook.around()
                                .map(id -> "The step of " + id + " was rolled back whole, with its hooks")
                                .orElse("This hook was rolled back whole")
                        : "This step was rolled back whole";
            case INTERRUPTED ->
                (step instanceof Step.Hook hook
                                ? hook.around().map(id -> "The step of " + id).orElse("This hook")
                                : "This step")
                        + " ran outside a transaction: what it did before it failed stays, and it is marked interrupted";
            case ALL_ROLLED_BACK -> "The whole plan was rolled back, which was one transaction";
            case REHEARSED -> "Everything was rolled back, as this was a dry run";
            case UNKNOWN ->
                "The connection was lost while this step was being committed: it is there whole, or not at"
                        + " all; the command status tells which";
            case ESCAPED -> "This step ended its transaction itself: what it committed stays, and it is not recorded";
        };
    }
}
