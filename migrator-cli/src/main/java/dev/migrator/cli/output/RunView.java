// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

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
        int repeated = count(step -> step.kind() == Kind.REPEATABLE && step.isUp());
        int dropped = count(step -> step.kind() == Kind.REPEATABLE && !step.isUp() && !Steps.isForgotten(step));
        int seeds = count(step -> step.kind() == Kind.SEED && !Steps.isForgotten(step));
        int hooks = count(step -> step instanceof Step.Hook);
        int settled = count(step -> step.kind() == Kind.HOOK) - hooks;
        String did = Steps.did(report.plan().operation());
        List<String> parts = new ArrayList<>();
        if (revisions > 0) {
            parts.add(Steps.count(revisions, "revision") + " " + did);
        }
        if (skipped > 0) {
            parts.add(Steps.count(skipped, "revision") + " skipped");
        }
        if (repeated > 0) {
            parts.add(Steps.count(repeated, "repeatable") + " run");
        }
        if (dropped > 0) {
            parts.add(Steps.count(dropped, "repeatable") + " dropped");
        }
        int tags = count(step -> step.kind() == Kind.TAG);
        if (tags > 0) {
            parts.add(Steps.count(tags, "tag") + " " + did);
        }
        if (seeds > 0) {
            parts.add(Steps.count(seeds, "seed") + " " + did);
        }
        if (hooks > 0) {
            parts.add(Steps.count(hooks, "hook") + " run");
        }
        if (settled > 0) {
            parts.add(Steps.count(settled, "hook") + " no longer owed");
        }
        return parts.isEmpty()
                ? Steps.count(renamed, "revision") + " recorded in place of others"
                : String.join(", ", parts);
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
