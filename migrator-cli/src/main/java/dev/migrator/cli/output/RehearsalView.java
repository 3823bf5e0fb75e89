// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.outcome.LockForecast;
import dev.migrator.outcome.Rehearsal;
import dev.migrator.outcome.RehearsedStep;
import dev.migrator.outcome.TableLock;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run found out.
 *
 * @param rehearsal the dry run; printed as a whole where no step failed
 */
public record RehearsalView(Rehearsal rehearsal) implements View {

    @Override
    public void print(Printer out) {
        Style style = out.style();
        Plan plan = rehearsal.plan();
        plan.notices().forEach(out::line);
        if (plan.isEmpty()) {
            out.line("nothing to do: at " + Steps.place(style, plan.tips()));
            return;
        }
        printSteps(out, rehearsal);
        rehearsal
                .stop()
                .ifPresent(stop -> out.line(style.warning("stopped") + " before "
                        + style.id(stop.step().id()) + ": " + Style.oneLine(stop.why())));
        if (!rehearsal.notRehearsed().isEmpty()) {
            out.line("not rehearsed: "
                    + rehearsal.notRehearsed().stream()
                            .map(step -> style.id(step.id()))
                            .collect(Collectors.joining(", ")));
        }
        String what = rehearsal.steps().isEmpty()
                ? style.warning("nothing was rehearsed")
                : style.good(rehearsed()) + " in " + RunView.time(rehearsal.time()) + ", and rolled back";
        out.line(what + "; still at " + Steps.place(style, plan.tips()));
    }

    /** Counts as the report of a run does: what is left out apart, and what is undone of it with the others. */
    private String rehearsed() {
        int hooks = count(step -> step instanceof Step.Hook);
        int skipped =
                (int) rehearsal.steps().stream().filter(RehearsedStep::skipped).count();
        int steps = count(Step::hasHooks) - skipped;
        int others = rehearsal.steps().size() - count(step -> step.kind() == Kind.REVISION) - hooks;
        String counted = Steps.count(steps, others == 0 ? "revision" : "step");
        String done = hooks == 0 ? counted : (steps == 0 ? "" : counted + ", ") + Steps.count(hooks, "hook");
        if (skipped == 0) {
            return done + " rehearsed";
        }
        return (steps + hooks == 0 ? "" : done + " rehearsed, ") + Steps.count(skipped, "revision") + " skipped";
    }

    /** Tells of the steps that went well. */
    static void printSteps(Printer out, Rehearsal rehearsal) {
        Style style = out.style();
        rehearsal
                .leftOut()
                .forEach(hook -> out.line(style.warning("went on without") + " " + style.id(hook.id())
                        + ": it runs outside a transaction"));
        int number = 0;
        for (RehearsedStep step : rehearsal.steps()) {
            number += step.step() instanceof Step.Hook ? 0 : 1;
            out.line(line(style, step, number, rehearsal.plan().steps().size()));
            step.unmet().forEach(each -> out.line("       " + Progress.unmet(style, each)));
            step.locks().forEach(lock -> out.line("       held " + told(style, lock)));
        }
    }

    private static String line(Style style, RehearsedStep done, int number, int total) {
        Step step = done.step();
        if (step instanceof Step.Hook) {
            return Progress.hook(style, step, figures(done));
        }
        return Steps.isRecordOnly(step)
                ? Progress.recorded(style, step)
                : Progress.line(style, step, number, total, figures(done));
    }

    private int count(Predicate<Step> which) {
        return (int) rehearsal.steps().stream()
                .map(RehearsedStep::step)
                .filter(which)
                .count();
    }

    private static String figures(RehearsedStep step) {
        return "(" + RunView.time(step.time()) + ", " + Steps.count(step.statements(), "statement") + ", " + step.rows()
                + (step.rows() == 1 ? " row)" : " rows)");
    }

    /** Tells of the locks before they are taken. */
    static void foresee(Printer err, LockForecast forecast) {
        Style style = err.style();
        err.line(
                forecast.locks().isEmpty()
                        ? "a dry run of this holds no locks that can be foreseen on what is there"
                        : "until its end this dry run will hold:");
        forecast.locks()
                .forEach(each -> err.line("  " + told(style, each.lock()) + ", from " + style.id(each.revision())));
        forecast.unknown().forEach(gap -> err.line("  not known beforehand: " + Style.oneLine(gap.toString())));
    }

    private static String told(Style style, TableLock lock) {
        return style.strong(Style.oneLine(lock.mode())) + " on " + Style.oneLine(lock.relation());
    }

    @Override
    public Map<String, ?> document() {
        Plan plan = rehearsal.plan();
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("operation", plan.operation().label());
        shape.put("target", plan.target());
        shape.put("from", Shapes.ids(plan.tips()));
        shape.put("to", Shapes.ids(plan.tipsAfter()));
        shape.put(
                "foreseen",
                rehearsal.forecast().locks().stream().map(RehearsalView::shape).toList());
        shape.put(
                "unforeseen",
                rehearsal.forecast().unknown().stream().map(Shapes::gap).toList());
        shape.put("done", rehearsal.steps().stream().map(RehearsalView::shape).toList());
        shape.put("stopped", rehearsal.stop().map(RehearsalView::shape).orElse(null));
        shape.put(
                "notRehearsed",
                rehearsal.notRehearsed().stream().map(Shapes::step).toList());
        shape.put("notices", plan.notices());
        shape.put("milliseconds", rehearsal.time().toMillis());
        return Map.of("rehearsal", shape);
    }

    private static Map<String, @Nullable Object> shape(LockForecast.Expected expected) {
        Map<String, @Nullable Object> shape = shape(expected.lock());
        shape.put("id", expected.revision().value());
        return shape;
    }

    private static Map<String, @Nullable Object> shape(TableLock lock) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("mode", lock.mode());
        shape.put("relation", lock.relation());
        return shape;
    }

    private static Map<String, @Nullable Object> shape(RehearsedStep done) {
        Step step = done.step();
        Map<String, @Nullable Object> shape = Shapes.step(step);
        List<Map<String, @Nullable Object>> locks =
                done.locks().stream().map(RehearsalView::shape).toList();
        shape.put("milliseconds", done.time().toMillis());
        shape.put("statements", done.statements());
        shape.put("rows", done.rows());
        shape.put("locks", locks);
        Shapes.unmet(shape, done.unmet());
        return shape;
    }

    private static Map<String, @Nullable Object> shape(Rehearsal.Stop stop) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", stop.step().id().value());
        shape.put("why", stop.why());
        return shape;
    }
}
