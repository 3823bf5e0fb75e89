// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Nearest;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Repeatables and seeds that the ledger has and the code no longer: their record can be taken away, and no other. */
final class Forgetting {

    private static final List<Kind> KINDS = List.of(Kind.REPEATABLE, Kind.SEED);

    private final UnitNames names;
    private final AppliedSet applied;

    Forgetting(UnitNames names, AppliedSet applied) {
        this.names = names;
        this.applied = applied;
    }

    /**
     * Gives the steps that take away the record of a name; older code is no reason to.
     *
     * @param name the name
     */
    Checked<List<Step>, Refusal> steps(RevisionId name) {
        List<Step> gone = KINDS.stream()
                .filter(kind -> names.in(kind).find(name).isEmpty())
                .flatMap(kind ->
                        names.row(kind, name).stream().<Step>map(row -> new Step.Unmark(kind, name, row.message())))
                .toList();
        if (gone.isEmpty()) {
            return Checked.unsound(new Refusal.NotRepairable(name, why(name)));
        }
        return applied.ahead().isEmpty()
                ? Checked.sound(gone)
                : Checked.unsound(new Refusal.UnknownApplied(
                        applied.ahead(),
                        "not forgotten",
                        "bring the code up to date, which may have " + name + ", too"));
    }

    private String why(RevisionId name) {
        return KINDS.stream()
                .flatMap(kind -> names.in(kind).find(name).stream())
                .findFirst()
                .map(unit -> instead(unit.code()))
                .or(() -> ofAnotherKind(name))
                .orElseGet(() -> "the database has no repeatable or seed of that name; " + meant(name));
    }

    private String instead(RevisionDescriptor there) {
        String name = there.id().value();
        boolean interrupted = names.row(there.kind(), there.id())
                .filter(row -> row.state() == AppliedRevision.State.INTERRUPTED)
                .isPresent();
        return "the code has this " + there.kind().label() + " (" + there.written() + "); "
                + (there.kind() == Kind.SEED
                        ? "seed remove " + name + " takes its data away, and seed apply " + name
                                + " --again applies it once more"
                        : interrupted
                                ? "it was interrupted, and the next upgrade runs it again"
                                : "an upgrade runs it again once its text has changed");
    }

    private Optional<String> ofAnotherKind(RevisionId name) {
        if (names.code().graph().find(name).isPresent() || applied.find(name).isPresent()) {
            return Optional.of("it is a revision; downgrade undoes it, and stamp records what the database has");
        }
        if (HookName.of(name.value()).isPresent()) {
            return Optional.of("it is a hook; --not-applied " + name + " has one forgotten that is owed");
        }
        return names.row(Kind.TAG, name).map(tag -> "it is a tag; tag --delete " + name + " takes it away");
    }

    private String meant(RevisionId name) {
        List<String> all = KINDS.stream()
                .flatMap(kind -> names.rows().getOrDefault(kind, List.of()).stream()
                        .map(AppliedRevision::id)
                        .filter(id -> names.in(kind).find(id).isEmpty()))
                .map(RevisionId::value)
                .sorted()
                .toList();
        List<String> nearest = Nearest.names(name.value(), all.stream());
        if (!nearest.isEmpty()) {
            return "did you mean " + String.join(" or ", nearest) + "?";
        }
        return all.isEmpty()
                ? "there is none that the code lacks"
                : "those that the code lacks are " + String.join(", ", all);
    }

    /** What a person should know of steps that forget. */
    static Stream<String> notices(Collection<Step> steps) {
        return steps.stream()
                        .anyMatch(step -> step instanceof Step.Unmark
                                && (step.kind() == Kind.REPEATABLE || step.kind() == Kind.SEED))
                ? Stream.of("only the record goes; what these made stays in the database, until a revision drops it")
                : Stream.empty();
    }
}
