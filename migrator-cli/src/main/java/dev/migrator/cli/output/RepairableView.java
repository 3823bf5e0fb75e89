// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.HookStanding;
import dev.migrator.plan.Status;
import dev.migrator.plan.UnitState;
import dev.migrator.plan.Validation;
import dev.migrator.plan.Validation.Finding;
import dev.migrator.plan.Validation.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What there is to repair.
 *
 * @param validation what was found
 * @param gone repeatables and seeds that the ledger has, and the code no longer
 * @param owed hooks that are owed, and whose files are gone
 */
public record RepairableView(Validation validation, List<Finding> gone, List<Finding> owed) implements View {

    private static final List<Kind> REPAIRABLE = List.of(Kind.CHANGED, Kind.MOVED, Kind.INTERRUPTED, Kind.UNDECIDED);

    /** Copies the lists. */
    public RepairableView {
        gone = List.copyOf(gone);
        owed = List.copyOf(owed);
    }

    /** Puts it together. */
    public static RepairableView of(Validation validation, Status status, List<HookStanding> hooks) {
        return new RepairableView(
                validation,
                gone(status),
                hooks.stream()
                        .filter(hook -> hook.code().isEmpty())
                        .map(hook -> new Finding(
                                Kind.UNKNOWN,
                                hook.name(),
                                "",
                                "a hook, owed by a run that ended before it, and its file is gone"))
                        .toList());
    }

    /** Gives what can be forgotten: nothing where the database is ahead of the code, which may have it then. */
    public static List<Finding> gone(Status status) {
        return status.in(Status.State.UNKNOWN).isEmpty()
                ? Stream.concat(gone("repeatable", status.repeatables()), gone("seed", status.seeds()))
                        .toList()
                : List.of();
    }

    private static Stream<Finding> gone(String kind, List<Status.Unit> units) {
        return units.stream()
                .filter(unit -> unit.state() == UnitState.UNKNOWN)
                .map(unit -> new Finding(
                        Kind.UNKNOWN,
                        unit.name(),
                        unit.message(),
                        "a " + kind
                                + unit.applied()
                                        .map(row -> ", applied at " + row.appliedAt() + " by " + row.appliedBy())
                                        .orElse("")
                                + ", and absent from the code"));
    }

    private List<Finding> findings() {
        return Stream.of(
                        validation.findings().stream().filter(finding -> REPAIRABLE.contains(finding.kind())),
                        gone.stream(),
                        owed.stream())
                .flatMap(each -> each)
                .toList();
    }

    @Override
    public void print(Printer out) {
        if (findings().isEmpty()) {
            out.line("nothing to repair");
            return;
        }
        Findings.print(out, findings());
        Findings.advise(out, validation, REPAIRABLE);
        advise(out, gone, "--forget");
        advise(out, owed, "--not-applied");
    }

    private static void advise(Printer out, List<Finding> findings, String option) {
        if (!findings.isEmpty()) {
            out.line(Kind.UNKNOWN.label() + ": if it is gone for good: migrator repair " + option + " "
                    + findings.stream().map(finding -> finding.id().value()).collect(Collectors.joining(","))
                    + " --apply");
        }
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("repairable", Findings.shapes(findings()));
    }
}
