// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.Operation;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a command did.
 *
 * @param report the report of a run that succeeded
 */
public record RunView(RunReport report) implements View {

    @Override
    public void print(Printer out) {
        Plan plan = report.plan();
        plan.notices().forEach(out::line);
        String place = Steps.place(out.style(), plan.tipsAfter());
        if (plan.isEmpty()) {
            out.line("nothing to do: at " + place);
            return;
        }
        out.line(out.style().good(done()) + " in " + time(report.time()) + "; now at " + place);
    }

    /** What only got another name is counted where there is nothing else; what is to run again is not. */
    private String done() {
        int renamed = count(step -> step instanceof Step.Replace);
        int skipped = (int) report.done().stream().filter(StepResult::skipped).count();
        int revisions = count(step -> step.kind() == Kind.REVISION) - renamed - skipped;
        int accepted = count(step -> step.kind() == Kind.REPEATABLE && step instanceof Step.Accept);
        int repeated = count(step -> step.kind() == Kind.REPEATABLE && step.isUp()) - accepted;
        int dropped = count(step -> step.kind() == Kind.REPEATABLE && !step.isUp() && !Steps.isForgotten(step));
        int seeds = count(step -> step.kind() == Kind.SEED && !Steps.isForgotten(step));
        int hooks = count(step -> step instanceof Step.Hook);
        int settled = count(step -> step.kind() == Kind.HOOK) - hooks;
        int tags = count(step -> step.kind() == Kind.TAG);
        int forgotten = report.plan().operation() == Operation.REPAIR ? count(Steps::isForgotten) - settled : 0;
        String did = Steps.did(report.plan().operation());
        List<String> parts = Stream.of(
                        part(revisions, "revision", did),
                        part(skipped, "revision", "skipped"),
                        part(repeated, "repeatable", "run"),
                        part(accepted, "repeatable", did),
                        part(dropped, "repeatable", "dropped"),
                        part(tags, "tag", did),
                        part(seeds, "seed", did),
                        part(hooks, "hook", "run"),
                        part(settled, "hook", "no longer owed"),
                        part(forgotten, "record", "forgotten"))
                .flatMap(Optional::stream)
                .toList();
        return parts.isEmpty()
                ? Steps.count(renamed, "revision") + " recorded in place of others"
                : String.join(", ", parts);
    }

    private static Optional<String> part(int number, String what, String did) {
        return number > 0 ? Optional.of(Steps.count(number, what) + " " + did) : Optional.empty();
    }

    private int count(Predicate<Step> which) {
        return (int) report.done().stream().map(StepResult::step).filter(which).count();
    }

    static String time(Duration time) {
        return time.toMillis() < 1000
                ? time.toMillis() + " ms"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("run", Shapes.run(report));
    }
}
