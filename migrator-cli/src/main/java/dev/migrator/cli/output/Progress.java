// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.outcome.LockHolder;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.Operation;
import dev.migrator.plan.Step;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Precondition;
import java.util.function.Consumer;

/** Tells of a run while it goes on, a line an event. Hears one run. */
public final class Progress implements Consumer<StepEvent> {

    private final Printer err;
    private boolean waiting;
    private boolean repairing;

    /** Takes where the talk goes. */
    public Progress(Printer err) {
        this.err = err;
    }

    @Override
    public void accept(StepEvent event) {
        if (event instanceof StepEvent.RunStarted started) {
            repairing = started.plan().operation() == Operation.REPAIR;
        } else if (event instanceof StepEvent.Waiting wait && !waiting) {
            waiting = true;
            err.line("waiting for another run to end: "
                    + Style.oneLine(wait.holder().map(LockHolder::toString).orElse("holder unknown")));
        } else if (event instanceof StepEvent.StepRetried retried) {
            err.line(retried.failure().step().kind().label() + " "
                    + err.style().id(retried.failure().step().id()) + " was rolled back: "
                    + Style.oneLine(retried.failure().reason()) + "; trying again in "
                    + retried.pause().toMillis() + " ms");
            retried.failure()
                    .blockers()
                    .forEach(blocker -> err.line("  in its way: " + Style.oneLine(blocker.toString())));
        } else if (event instanceof StepEvent.StatementRun run) {
            String sql = Style.oneLine(run.statement().sql().strip().replaceAll("\\s+", " "));
            String figures = Steps.figures(run.statement());
            err.line("  " + sql + "  "
                    + (run.statement().failed()
                            ? err.style().bad(figures)
                            : err.style().faint(figures)));
        } else if (event instanceof StepEvent.StepDone done) {
            err.line(line(done));
            done.result().unmet().forEach(each -> err.line("       " + unmet(err.style(), each)));
        } else if (event instanceof StepEvent.HookDone done) {
            err.line(hook(err.style(), done.result().step(), figures(done.result())));
        } else if (event instanceof StepEvent.HookFailed failed) {
            err.line("hook " + err.style().id(failed.failure().step().id()) + " failed, too: "
                    + Style.oneLine(failed.failure().reason()));
        } else if (event instanceof StepEvent.LocksForeseen foreseen) {
            RehearsalView.foresee(err, foreseen.forecast());
        }
    }

    static String unmet(Style style, Precondition condition) {
        return style.warning(Steps.unmet(condition));
    }

    static String hook(Style style, Step step, String figures) {
        return "hook  " + style.id(step.id()) + "  "
                + Style.oneLine(step.message())
                + (step.message().isEmpty() ? "" : "  ")
                + style.faint(figures);
    }

    static String line(Style style, Step step, int number, int total, String figures) {
        String place = Integer.toString(number);
        return " ".repeat(Integer.toString(total).length() - place.length()) + place + "/" + total + "  "
                + Steps.direction(step) + "  "
                + style.id(step.id()) + "  "
                + Style.oneLine(step.message()) + "  "
                + style.faint(figures);
    }

    private String line(StepEvent.StepDone done) {
        StepResult result = done.result();
        if (Steps.isRecordOnly(result.step())) {
            return repairing
                            && Steps.isForgotten(result.step())
                            && result.step().kind() != Kind.HOOK
                    ? recorded(err.style(), "forgotten", result.step())
                    : recorded(err.style(), result.step());
        }
        return line(err.style(), result.step(), done.number(), done.total(), figures(result));
    }

    private static String figures(StepResult result) {
        return "(" + RunView.time(result.time()) + ", " + Steps.count(result.statements(), "statement") + ")";
    }

    static String recorded(Style style, Step step) {
        if (step.kind() == Kind.TAG) {
            return (step.isUp() ? "tag set" : "tag deleted") + "  "
                    + style.label(step.id().value()) + "  " + Steps.message(step);
        }
        String how = step instanceof Step.Accept
                ? "accepted as it is"
                : Steps.isForgotten(step)
                        ? forgotten(step.kind())
                        : step.isUp() ? "recorded as applied" : "recorded as not applied";
        return recorded(style, how, step);
    }

    private static String recorded(Style style, String how, Step step) {
        return (how + "  " + style.id(step.id()) + "  " + Steps.message(step)).strip();
    }

    private static String forgotten(Kind kind) {
        return switch (kind) {
            case HOOK -> "no longer owed";
            case SEED -> "to apply again";
            default -> "to run again";
        };
    }
}
