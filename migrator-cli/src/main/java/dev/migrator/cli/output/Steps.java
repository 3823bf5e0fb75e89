// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.plan.Operation;
import dev.migrator.plan.Step;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Phase;
import dev.migrator.revision.Precondition;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.SentStatement;
import dev.migrator.sql.Redaction;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** How steps and places are put into words. */
final class Steps {

    private Steps() {}

    /** The class or file that a step runs, or empty where it runs none. */
    static String origin(Step step) {
        if (step instanceof Step.Upgrade up) {
            return up.revision().origin();
        }
        if (step instanceof Step.Undo undo) {
            return undo.revision().location();
        }
        if (step instanceof Step.Hook hook) {
            return hook.revision().origin();
        }
        return step instanceof Step.Downgrade down ? down.revision().origin() : "";
    }

    static String direction(Step step) {
        return switch (step.kind()) {
            case REVISION -> step.isUp() ? "up" : "down";
            case REPEATABLE -> step.isUp() ? "repeat" : "drop";
            case SEED -> step.isUp() ? "seed" : "unseed";
            case TAG -> step.isUp() ? "tag" : "untag";
            case HOOK -> "hook";
        };
    }

    /** Whether a step changes the record alone. */
    static boolean isRecordOnly(Step step) {
        return step instanceof Step.Mark
                || step instanceof Step.Tag
                || step instanceof Step.Unmark
                || step instanceof Step.Accept
                || step instanceof Step.Replace;
    }

    /** Whether a step makes it forgotten that something ran, so that it runs again. */
    static boolean isForgotten(Step step) {
        return step instanceof Step.Unmark && step.kind() != Kind.REVISION && step.kind() != Kind.TAG;
    }

    /** What a step does, in a word. */
    static String does(Step step) {
        if (step instanceof Step.Accept) {
            return "accept";
        }
        if (step instanceof Step.Undo) {
            return "down, from the ledger";
        }
        if (isForgotten(step)) {
            return "forget";
        }
        if (step.kind() == Kind.TAG) {
            return direction(step);
        }
        return isRecordOnly(step) ? (step.isUp() ? "mark" : "unmark") : direction(step);
    }

    /** What failed, and when: a hook within a step tells which. */
    static String whatFailed(Style style, Step step) {
        if (!(step instanceof Step.Hook hook)) {
            return step.kind().label() + " " + style.id(step.id()) + " failed"
                    + (step.kind() == Kind.REVISION ? " on its way " + direction(step) : "");
        }
        String what = hook.isListener() ? "listener " : "hook ";
        return what + style.id(step.id()) + " failed"
                + hook.around()
                        .map(id -> " " + hook.when().word() + " " + style.id(id))
                        .orElse("");
    }

    /** What a step is about, on one line. */
    static String message(Step step) {
        String message = Style.oneLine(step.message());
        if (step instanceof Step.Replace replace) {
            return message + (message.isEmpty() ? "" : ", ") + "in place of " + RevisionId.list(replace.replaced());
        }
        return step instanceof Step.Upgrade up ? message + phase(Style.PLAIN, up.revision()) : message;
    }

    /** The phase of a revision in parentheses, where it is not the usual one. */
    static String phase(Style style, RevisionDescriptor revision) {
        return revision.phase() == Phase.EXPAND
                ? ""
                : " " + style.warning("(" + revision.phase().label() + ")");
    }

    /** What must hold before a step. */
    static List<Precondition> preconditions(Step step) {
        return step instanceof Step.Upgrade up ? up.revision().preconditions() : List.of();
    }

    /** What must hold, and what happens otherwise, on one line and without secrets. */
    static String precondition(Precondition condition) {
        return Style.oneLine(Redaction.of(condition.toString()).statement().replaceAll("\\s+", " "));
    }

    /** What came of a precondition that did not hold. */
    static String unmet(Precondition condition) {
        return (condition.otherwise() == Precondition.Otherwise.SKIP ? "skipped: '" : "warning: '")
                + Style.oneLine(Redaction.of(condition.condition()).statement().replaceAll("\\s+", " "))
                + "' does not hold"
                + (condition.message().isEmpty()
                        ? ""
                        : ": " + Style.oneLine(Redaction.of("").text(condition.message())));
    }

    static String did(Operation operation) {
        return switch (operation) {
            case UPGRADE -> "upgraded";
            case DOWNGRADE -> "downgraded";
            case STAMP -> "stamped";
            case BASELINE -> "recorded as the baseline";
            case REPAIR -> "repaired";
            case REPLACE -> "replaced";
            case SEED_APPLY -> "applied";
            case SEED_REMOVE -> "removed";
            case TAG -> "set";
            case UNTAG -> "deleted";
            case NO_VALIDATE -> "not validated";
            case SINGLE_TRANSACTION -> "run in one transaction";
        };
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** What came of a statement, in parentheses. */
    static String figures(SentStatement statement) {
        String rows = statement.rows().isPresent()
                ? statement.rows().getAsLong() + (statement.rows().getAsLong() == 1 ? " row, " : " rows, ")
                : "";
        String failed = statement.failed() ? "failed with " + Style.oneLine(statement.error()) + ", " : "";
        return "(" + failed + rows + RunView.time(statement.time()) + ")";
    }

    /** Where a database is: its tips, or the base. */
    static String place(Style style, Collection<RevisionId> tips) {
        return tips.isEmpty() ? "base" : tips.stream().map(style::id).collect(Collectors.joining(", "));
    }
}
