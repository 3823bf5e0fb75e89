// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.plan.Validation.Finding;
import dev.migrator.plan.Validation.Kind;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds all in which a database and the code disagree. */
final class Validator {

    private final Status status;
    private final Integrity integrity;
    private final List<Finding> findings = new ArrayList<>();

    Validator(Status status, Integrity integrity) {
        this.status = status;
        this.integrity = integrity;
    }

    /** A failure of what neither the code nor the database has any more is of the past, and nobody's to settle. */
    Validation validate(Collection<HistoryEntry> failures, List<String> invalidIndexes) {
        Map<RevisionId, HistoryEntry> failed = failures.stream()
                .collect(Collectors.toMap(entry -> new RevisionId(entry.subject()), Function.identity()));
        int applied = 0;
        for (Status.Entry entry : status.entries()) {
            applied += entry.applied().isPresent() ? 1 : 0;
            look(entry);
            HistoryEntry failure = failed.remove(entry.id());
            if (failure != null) {
                add(Kind.FAILED, entry.id(), entry.message(), failed(failure));
            }
        }
        for (Status.Unit unit : status.repeatables()) {
            if (unit.state() == UnitState.INTERRUPTED) {
                add(
                        Kind.UNFINISHED,
                        unit.name(),
                        unit.message(),
                        "a repeatable, begun" + applied(unit.applied())
                                + ", not known to have ended; the next upgrade runs it again");
            }
        }
        for (Tag tag : status.tags()) {
            tag.clash()
                    .ifPresent(where -> add(
                            Kind.AMBIGUOUS,
                            tag.name(),
                            "",
                            "a tag since " + tag.at() + " by " + tag.by() + ", and in the code " + where));
        }
        findings.sort(Comparator.comparing(Finding::kind));
        return new Validation(findings, applied, invalidIndexes);
    }

    private void look(Status.Entry entry) {
        switch (entry.state()) {
            case GAP -> add(Kind.GAP, entry, "not applied, though revisions above it are");
            case UNKNOWN -> add(Kind.UNKNOWN, entry, "applied" + applied(entry) + ", and absent from the code");
            case REPLACED ->
                add(
                        Kind.REPLACED,
                        entry,
                        "applied" + applied(entry)
                                + ", and replaced in the code by a revision that stands for more than the database has");
            case INTERRUPTED ->
                add(
                        Kind.INTERRUPTED,
                        entry,
                        "begun" + applied(entry) + ", not known to have ended"
                                + (entry.revision().isPresent() ? "" : ", and absent from the code"));
            case MOVED -> {
                add(Kind.MOVED, entry, "applied" + applied(entry) + ", with other parents or dependencies");
                compare(entry);
            }
            case APPLIED, SKIPPED -> compare(entry);
            case PENDING -> {}
        }
    }

    private void compare(Status.Entry entry) {
        AppliedRevision row = entry.applied().orElseThrow();
        RevisionDescriptor revision = entry.revision().orElseThrow();
        Fingerprint.Likeness likeness = integrity.likeness(row, revision);
        if (likeness == Fingerprint.Likeness.DIFFERENT) {
            add(Kind.CHANGED, entry, "applied" + applied(entry) + " with other code: " + revision.written());
        } else if (likeness == Fingerprint.Likeness.UNDECIDED) {
            add(
                    Kind.UNDECIDED,
                    entry,
                    "applied" + applied(entry) + " from other class files, which may be the compiler's doing");
        }
    }

    private static String applied(Status.Entry entry) {
        return applied(entry.applied());
    }

    private static String applied(Optional<AppliedRevision> applied) {
        return applied.map(row -> " at " + row.appliedAt() + " by " + row.appliedBy())
                .orElse("");
    }

    private static String failed(HistoryEntry failure) {
        return "the last " + failure.operation() + " failed at " + failure.at()
                + (failure.error().isEmpty() ? "" : ": " + failure.error());
    }

    private void add(Kind kind, Status.Entry entry, String detail) {
        add(kind, entry.id(), entry.message(), detail);
    }

    private void add(Kind kind, RevisionId id, String message, String detail) {
        findings.add(new Finding(kind, id, message, detail));
    }
}
