// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.plan.Planner;
import dev.migrator.plan.Refusal;
import dev.migrator.revision.Checked;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whom a question is for: the code alone, or the database, too, where it says so or a name may be one of its tags.
 *
 * @param offline decides for the code alone
 * @param online decides for the database as it is
 * @param reachable whether a database is configured
 */
record Asking(Supplier<Planner> offline, Supplier<Planner> online, boolean reachable) {

    /** Gives what answers a question. Where the database does not answer, the code says what it knows. */
    Planner planner(boolean asksDatabase, Function<Planner, Checked<?, Refusal>> question) {
        if (asksDatabase) {
            return online.get();
        }
        Planner code = offline.get();
        if (!reachable || !question.apply(code).<Boolean>fold(found -> false, Asking::isUnknown)) {
            return code;
        }
        try {
            return online.get();
        } catch (DatabaseUnavailableException e) {
            return code;
        }
    }

    private static boolean isUnknown(List<? extends Refusal> refusals) {
        return refusals.stream().allMatch(refusal -> refusal.kind().equals("unknown"));
    }
}
