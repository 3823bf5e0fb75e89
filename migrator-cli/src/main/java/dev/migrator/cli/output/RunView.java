// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.outcome.RunReport;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

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

    /** What only got another name is counted where there is nothing else. */
    private String done() {
        int renamed = (int) report.done().stream()
                .filter(result -> result.step() instanceof Step.Replace)
                .count();
        int rest = report.done().size() - renamed;
        return rest == 0
                ? Steps.count(renamed, "revision") + " recorded in place of others"
                : Steps.count(rest, "revision") + " " + Steps.did(report.plan().operation());
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
