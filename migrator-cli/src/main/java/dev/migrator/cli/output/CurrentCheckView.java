// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.Status;
import dev.migrator.revision.Phase;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, and whether that is where the code is.
 *
 * @param current where it is
 * @param phase the last phase of which anything is expected
 */
public record CurrentCheckView(CurrentView current, Phase phase) implements Check {

    @Override
    public boolean passed() {
        Status status = current.status();
        return (status.current().equals(status.heads())
                        || (waits() && status.in(Status.State.UNKNOWN).isEmpty()))
                && status.missing(phase).isEmpty()
                && status.dueRepeatables(phase).isEmpty();
    }

    private boolean waits() {
        return phase == Phase.EXPAND && !current.status().waiting().contracts().isEmpty();
    }

    @Override
    public void print(Printer out) {
        Style style = out.style();
        current.print(out);
        Status status = current.status();
        if (passed()) {
            out.line(style.good("check passed")
                    + (waits()
                            ? ": the database has all but the contracts, which wait, and what is above them"
                            : ": the database is at the heads of the code"));
            return;
        }
        int missing = status.missing(phase).size();
        int due = status.dueRepeatables(phase).size();
        int unknown = status.in(Status.State.UNKNOWN).size();
        out.line(style.bad("check failed") + ": the code is at " + Steps.place(style, status.heads())
                + (missing == 0 ? "" : "; the database lacks " + Steps.count(missing, "revision"))
                + (due == 0 ? "" : "; " + Steps.count(due, "repeatable") + " to be run")
                + (unknown == 0
                        ? ""
                        : "; the database has " + Steps.count(unknown, "revision") + " that the code has not")
                + "; status tells which");
    }

    @Override
    public Map<String, ?> document() {
        Map<String, @Nullable Object> document = new LinkedHashMap<>(current.document());
        document.put("check", Map.of("passed", passed()));
        return document;
    }
}
