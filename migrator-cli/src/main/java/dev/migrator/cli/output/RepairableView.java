// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.Validation;
import dev.migrator.plan.Validation.Finding;
import dev.migrator.plan.Validation.Kind;
import java.util.List;
import java.util.Map;

/**
 * What there is to repair.
 *
 * @param validation what was found
 */
public record RepairableView(Validation validation) implements View {

    private static final List<Kind> REPAIRABLE = List.of(Kind.CHANGED, Kind.MOVED, Kind.INTERRUPTED, Kind.UNDECIDED);

    private List<Finding> findings() {
        return validation.findings().stream()
                .filter(finding -> REPAIRABLE.contains(finding.kind()))
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
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("repairable", Findings.shapes(findings()));
    }
}
