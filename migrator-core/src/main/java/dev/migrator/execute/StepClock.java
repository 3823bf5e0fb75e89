// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Entry;
import dev.migrator.outcome.StepFailure.Aftermath;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.HookTime;
import dev.migrator.plan.Operation;
import dev.migrator.plan.Step;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Precondition;
import dev.migrator.revision.RevisionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Measures one try of one step, and knows what a failure would come to. Not thread-safe. */
final class StepClock {

    /** Of a revision whose body was left out on the way up. */
    static final String NOTHING_TO_UNDO = "it was skipped, so that there is nothing to undo";

    private final Step step;
    private final Statements statements;
    private final StepStatements audit;
    private long start = System.nanoTime();
    private Optional<Set<String>> invalidBefore = Optional.empty();
    private Aftermath aftermath;
    private List<Precondition> unmet = List.of();
    private final List<StepClock> hooksBefore = new ArrayList<>();
    private final List<StepClock> hooksAfter = new ArrayList<>();
    private Optional<StepClock> running = Optional.empty();
    private OptionalLong end = OptionalLong.empty();

    StepClock(Step step, Statements statements, StepStatements audit, Aftermath aftermath) {
        this.step = step;
        this.statements = statements;
        this.audit = audit;
        this.aftermath = aftermath;
    }

    /** Measures from here on: what was done before was not for the step. */
    void restart() {
        start = System.nanoTime();
    }

    Step step() {
        return step;
    }

    Statements statements() {
        return statements;
    }

    /** What is told and kept of them. */
    StepStatements audit() {
        return audit;
    }

    /** The invalid indexes that were there before; nothing where none can come of the step. */
    Optional<Set<String>> invalidBefore() {
        return invalidBefore;
    }

    void foundInvalid(Set<String> indexes) {
        invalidBefore = Optional.of(indexes);
    }

    /** The preconditions that do not hold, and do not end the step. */
    List<Precondition> unmet() {
        return unmet;
    }

    void foundUnmet(List<Precondition> conditions) {
        unmet = List.copyOf(conditions);
    }

    /** Whether the body is left out. */
    boolean isSkipped() {
        return result().skipped();
    }

    /** What a failure at this point comes to. */
    Aftermath aftermath() {
        return aftermath;
    }

    void nowFailureMeans(Aftermath other) {
        aftermath = other;
    }

    /** A hook begins within the step. */
    void begins(StepClock hook, HookTime when) {
        (when == HookTime.BEFORE_EACH ? hooksBefore : hooksAfter).add(hook);
        running = Optional.of(hook);
    }

    /** It has ended well; what leaves no trace is forgotten. */
    void ended(StepClock hook, boolean silent) {
        running = Optional.empty();
        hook.end = OptionalLong.of(System.nanoTime());
        if (silent && hook.statements.count() == 0) {
            hooksBefore.remove(hook);
            hooksAfter.remove(hook);
        }
    }

    /** The hooks that ran before the migration, or after it. */
    List<StepClock> hooks(HookTime when) {
        return when == HookTime.BEFORE_EACH ? hooksBefore : hooksAfter;
    }

    /** What runs at the moment: a hook within the step, or the step itself. */
    StepClock running() {
        return running.orElse(this);
    }

    /** The step with the hooks within it, in order. */
    Stream<StepClock> withHooks() {
        return Stream.of(hooksBefore.stream(), Stream.of(this), hooksAfter.stream())
                .flatMap(each -> each);
    }

    Operation operation() {
        if (step instanceof Step.Hook hook) {
            return hook.operation();
        }
        if (step instanceof Step.Replace) {
            return Operation.REPLACE;
        }
        if (step.kind() == Kind.SEED && !(step instanceof Step.Unmark)) {
            return step.isUp() ? Operation.SEED_APPLY : Operation.SEED_REMOVE;
        }
        return step.isUp() ? Operation.UPGRADE : Operation.DOWNGRADE;
    }

    StepResult result() {
        return new StepResult(step, elapsed(), statements.count(), unmet);
    }

    Entry entry(Entry.Outcome outcome, String error) {
        return Entry.of(step, operation(), outcome)
                .taking(elapsed().toMillis(), statements.count())
                .because(error)
                .noting(note());
    }

    private String note() {
        if (step instanceof Step.Replace replace) {
            return note(replace);
        }
        if (step instanceof Step.Unmark unmark) {
            return note(unmark);
        }
        if (step instanceof Step.Hook hook) {
            return hook.around().map(id -> hook.when().word() + " " + id).orElse("");
        }
        return step instanceof Step.Undo ? "by the SQL that the ledger kept" : note(unmet);
    }

    /** What did not hold, without what is nobody's to read. */
    static String note(List<Precondition> unmet) {
        return unmet.stream()
                .map(PreconditionCheck::shown)
                .map(each -> (each.otherwise() == Precondition.Otherwise.SKIP ? "skipped: " : "warned: ")
                        + "'" + each.condition() + "' does not hold"
                        + (each.message().isEmpty() ? "" : ": " + each.message()))
                .collect(Collectors.joining("; "));
    }

    static String note(Step.Unmark step) {
        return step.kind() == Kind.REVISION ? NOTHING_TO_UNDO : forgotten(step.kind());
    }

    static String forgotten(Kind kind) {
        return kind == Kind.SEED ? "forgotten, to apply again" : "forgotten, to run again";
    }

    static String note(Step.Replace step) {
        return "in place of " + RevisionId.list(step.replaced());
    }

    private Duration elapsed() {
        return Duration.ofNanos(end.orElseGet(System::nanoTime) - start);
    }
}
