// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.graph.Units;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Optional;

/** That a changed repeatable or seed counts as the one that ran, so that it is not run again. */
final class Accepting {

    private final UnitNames names;
    private final AppliedSet applied;
    private final Integrity integrity;

    Accepting(UnitNames names, AppliedSet applied, Integrity integrity) {
        this.names = names;
        this.applied = applied;
        this.integrity = integrity;
    }

    /**
     * Gives the steps that record it; none where the ledger has it so.
     *
     * @param kind what it is
     * @param name its name
     */
    Checked<List<Step>, Refusal> steps(Kind kind, RevisionId name) {
        Optional<Units.Unit> unit = names.in(kind).find(name);
        Optional<AppliedRevision> row = names.row(kind, name);
        if (unit.isEmpty()) {
            return refused(
                    name,
                    "the code does not have this " + kind.label()
                            + "; bring the code up to date, or, if it is gone for good, take its record away with --forget "
                            + name);
        }
        if (row.isEmpty()) {
            return refused(name, "this " + kind.label() + " has not run here; " + what(kind, name) + " runs it");
        }
        if (row.get().state() == AppliedRevision.State.INTERRUPTED) {
            return refused(name, "this " + kind.label() + " was interrupted; " + what(kind, name) + " runs it again");
        }
        if (integrity.likeness(row.get(), unit.get().code()) == Fingerprint.Likeness.SAME) {
            return Checked.sound(List.of());
        }
        return applied.ahead().isEmpty()
                ? Checked.sound(List.of(Repeating.accept(unit.get())))
                : Checked.unsound(new Refusal.UnknownApplied(
                        applied.ahead(),
                        "not repaired",
                        "bring the code up to date, as what ran may be newer than this code of " + name));
    }

    private static String what(Kind kind, RevisionId name) {
        return kind == Kind.SEED ? "seed apply " + name : "the next upgrade";
    }

    private static Checked<List<Step>, Refusal> refused(RevisionId name, String why) {
        return Checked.unsound(new Refusal.NotRepairable(name, why));
    }
}
