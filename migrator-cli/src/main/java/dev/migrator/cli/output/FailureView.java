// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.outcome.PreconditionException;
import dev.migrator.outcome.Rehearsal;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.SqlError;
import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.HookTime;
import dev.migrator.plan.Step;
import dev.migrator.revision.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run in which a step failed.
 *
 * @param report what it did
 * @param failure the step that failed
 * @param rehearsal what was found out before, where it was a dry run
 * @param exit the exit code
 */
public record FailureView(RunReport report, StepFailure failure, Optional<Rehearsal> rehearsal, int exit)
        implements View {

    private static final String OWED = ": it runs what is left, and be it the hook alone.";

    @Override
    public void print(Printer out) {
        Style style = out.style();
        report.plan().notices().forEach(out::line);
        rehearsal.ifPresent(found -> RehearsalView.printSteps(out, found));
        if (failure.cancelled()) {
            out.line(style.bad("error:") + " the run was told to end while "
                    + failure.step().kind().label() + " "
                    + style.id(failure.step().id())
                    + (failure.step().kind() == Kind.REVISION
                            ? " was on its way " + Steps.direction(failure.step())
                            : " ran"));
        } else {
            printCause(out, style);
        }
        out.line(aftermath());
        Findings.leftBehind(out, failure.invalidIndexes());
        if (!report.doneBeforeFailure().isEmpty()) {
            out.line("Earlier steps of this run stay: " + done(style) + ".");
        }
        if (!report.notRun().isEmpty()) {
            boolean together = failure.aftermath() == StepFailure.Aftermath.ALL_ROLLED_BACK;
            out.line((together ? "Not applied either: " : "Not run: ") + notRun(style) + ".");
        }
        out.line(advice());
    }

    private void printCause(Printer out, Style style) {
        Step step = failure.step();
        out.line(style.bad("error:") + " " + Steps.whatFailed(style, step)
                + (step.message().isEmpty() ? "" : ": " + Style.oneLine(step.message())));
        String source = failure.source().isEmpty() ? "" : " (" + failure.source() + ")";
        out.line("  in " + Steps.origin(step) + source);
        if (failure.cause() instanceof PreconditionException precondition) {
            out.line("  " + Style.oneLine(String.valueOf(precondition.getMessage())));
        }
        failure.sql().ifPresentOrElse(sql -> print(out, sql), () -> printCauses(out));
        failure.blockers().forEach(blocker -> out.line("  in its way: " + Style.oneLine(blocker.toString())));
        if (failure.tries() > 1) {
            out.line("  tried " + failure.tries() + " times; retries and retry-budget say how often");
        }
    }

    private void printCauses(Printer out) {
        if (!(failure.cause() instanceof PreconditionException)) {
            out.line("  " + told(failure.cause()));
        }
        failure.causes().forEach(cause -> out.line("  caused by " + told(cause)));
    }

    private static String told(Throwable cause) {
        return Style.oneLine(
                cause.getMessage() == null
                        ? cause.getClass().getName()
                        : cause.getClass().getSimpleName() + ": " + cause.getMessage());
    }

    private static void print(Printer out, SqlError sql) {
        if (!sql.sql().isBlank()) {
            SqlExcerpt.of(sql).forEach(line -> out.line("    " + line));
        }
        out.line("  PostgreSQL " + sql.state() + ": " + Style.oneLine(sql.message()));
        optional(out, "detail", sql.detail());
        optional(out, "hint", sql.hint());
        optional(out, "where", sql.where());
    }

    private static void optional(Printer out, String name, String value) {
        if (!value.isEmpty()) {
            out.line("  " + name + ": " + Style.oneLine(value));
        }
    }

    private String aftermath() {
        boolean told = failure.aftermath() != StepFailure.Aftermath.REHEARSED
                && !report.plan().hooks(HookTime.AFTER_FAILED).isEmpty();
        boolean nothing = report.doneBeforeFailure().isEmpty() && failure.rolledBack() && !told;
        return failure.fate() + (nothing ? "; nothing was changed." : ".");
    }

    private String advice() {
        return switch (failure.aftermath()) {
            case ROLLED_BACK, ALL_ROLLED_BACK, REHEARSED ->
                failure.cancelled()
                        ? "Next: run the same command again to go on."
                        : "Next: " + remedy() + ", and run the same command again" + (isOwed() ? OWED : ".");
            case INTERRUPTED -> "Next: " + onward();
            case UNKNOWN ->
                "Next: see that the server can be reached, look at the status, and run the same command again.";
            case ESCAPED ->
                "Next: take commit and rollback out of the " + noun()
                        + ", undo by hand what it committed, and run again.";
        };
    }

    private String onward() {
        if (failure.step() instanceof Step.Hook hook && hook.around().isEmpty()) {
            return "look at what is there, correct the hook, and run the same command again: it runs the hook once more,"
                    + " from its beginning.";
        }
        if (failure.step().kind() == Kind.REPEATABLE) {
            return (failure.cancelled() ? "" : remedy() + ", and ")
                    + "run the same command again: it runs the repeatable once more, from its beginning.";
        }
        return mayRunAgain()
                ? "correct what is wrong, and run the same command again; the revision says it may."
                : "look at what is there, finish or undo it by hand, then record it with repair.";
    }

    private boolean isOwed() {
        return failure.aftermath() == StepFailure.Aftermath.ROLLED_BACK
                && failure.step() instanceof Step.Hook hook
                && hook.isOwed();
    }

    private String remedy() {
        if (!failure.blockers().isEmpty()) {
            return "see that what is in its way ends";
        }
        if (failure.cause() instanceof PreconditionException) {
            return "see to it that the precondition holds, or correct it";
        }
        if (failure.step() instanceof Step.Undo) {
            return "make the database fit to the SQL that the ledger keeps, or downgrade with the code that it was made by";
        }
        if (failure.step() instanceof Step.Hook hook && !failure.unrecorded()) {
            return hook.isListener() ? "see to what the listener wants, or correct it" : "correct the hook";
        }
        return failure.unrecorded()
                ? "the " + noun() + " ran, and could not be recorded; see what changed the ledger, the " + noun()
                        + " itself perhaps"
                : "correct the " + noun();
    }

    /** What a person corrects. */
    private String noun() {
        return failure.step().kind() == Kind.REVISION
                ? "migration"
                : failure.step().kind().label();
    }

    private boolean mayRunAgain() {
        return (failure.step() instanceof Step.Upgrade up && up.revision().rerunnable())
                || (failure.step() instanceof Step.Downgrade down
                        && down.revision().rerunnable());
    }

    private String done(Style style) {
        return report.doneBeforeFailure().stream()
                .map(StepResult::step)
                .map(step -> style.id(step.id()))
                .collect(Collectors.joining(", "));
    }

    private String notRun(Style style) {
        return report.notRun().stream().map(step -> style.id(step.id())).collect(Collectors.joining(", "));
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> problem = new LinkedHashMap<>();
        problem.put("kind", "step_failed");
        problem.put(
                "message",
                failure.sql()
                        .filter(sql -> !(failure.cause() instanceof PreconditionException))
                        .map(SqlError::message)
                        .orElse(String.valueOf(failure.cause().getMessage())));
        problem.put("revisions", List.of(failure.step().id().value()));
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("error", ErrorView.error("step_failed", exit, List.of(problem)));
        document.put("run", Shapes.run(report));
        rehearsal.ifPresent(found -> document.putAll(new RehearsalView(found).document()));
        return document;
    }
}
