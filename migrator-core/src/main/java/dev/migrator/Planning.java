// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.graph.Target;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Planner;
import dev.migrator.plan.Refusal;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.revision.Checked;
import java.util.List;

/** How a command decides, by what knows the code and the rows of the ledger. */
@FunctionalInterface
interface Planning {

    Checked<Plan, Refusal> plan(Planner planner);

    /** What has to be read of the past for it. */
    default Lookback lookback() {
        return Lookback.NONE;
    }

    /** The same, where the code may lack what the ledger knows. */
    default Planning knowingTheLedger() {
        return looking(lookback(), planner -> planner.knowingTheLedger().flatMap(this::plan));
    }

    /** One that needs to know something of the past. */
    static Planning looking(Lookback lookback, Planning planning) {
        return new Planning() {
            @Override
            public Checked<Plan, Refusal> plan(Planner planner) {
                return planning.plan(planner);
            }

            @Override
            public Lookback lookback() {
                return lookback;
            }
        };
    }

    static Planning upgrading(String target, UpgradeOptions options) {
        Target parsed = parse(target);
        return planner -> planner.upgrade(parsed, options);
    }

    static Planning downgrading(String target) {
        Target parsed = parse(target);
        return looking(Lookback.at(parsed), planner -> planner.downgrade(parsed));
    }

    static Planning stamping(List<String> targets, boolean purge) {
        List<Target> parsed = parse(targets);
        return planner -> planner.stamp(parsed, purge);
    }

    /** The plan itself, as long as the database is where it begins. */
    static Planning asMade(Plan plan) {
        return planner ->
                plan.isMadeFor(planner.startingPoint()) ? Checked.sound(plan) : Checked.unsound(Refusal.Stale.of(plan));
    }

    static Planning baselining(List<String> targets) {
        List<Target> parsed = parse(targets);
        return planner -> planner.baseline(parsed);
    }

    private static List<Target> parse(List<String> targets) {
        return targets.stream().map(Planning::parse).toList();
    }

    /** Gives what was typed as a target. */
    static Target parse(String target) {
        return Migrator.sound(Target.parse(target));
    }
}
