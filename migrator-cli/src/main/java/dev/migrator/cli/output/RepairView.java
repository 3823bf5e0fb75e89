// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.Plan;
import java.util.Map;

/**
 * What a repair would record.
 *
 * @param plan the plan of the repair
 */
public record RepairView(Plan plan) implements View {

    @Override
    public void print(Printer out) {
        if (plan.isEmpty()) {
            out.line("nothing to repair: the record of " + plan.target() + " is as the code is");
            return;
        }
        new PlanView(plan).print(out);
        out.line("nothing was recorded; the same with --apply records it");
    }

    @Override
    public Map<String, ?> document() {
        return new PlanView(plan).document();
    }
}
