// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.DatabaseUnavailableException;
import dev.migrator.cli.option.Setting;
import dev.migrator.plan.Planner;
import dev.migrator.plan.Refusal;
import dev.migrator.revision.Checked;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks for a name that is no revision's in the database, where one is at hand: for a tag, or for how a repeatable or a seed
 * stands.
 *
 * @param session what the command works with
 */
record NamedByDatabase(Session session) {

    /**
     * What was asked.
     *
     * @param planner what decides
     * @param database whether that knows the database
     */
    record Asked(Planner planner, boolean database) {}

    /** Gives what decides for the code alone, or for the database where that is asked for, or where it may know better. */
    Planner planner(boolean asksDatabase, Function<Planner, Checked<?, Refusal>> question) {
        return ask(asksDatabase, question).planner();
    }

    /** The same, and tells which of both it is. */
    Asked ask(boolean asksDatabase, Function<Planner, Checked<?, Refusal>> question) {
        Asked known = new Asked(session.planner(asksDatabase), asksDatabase);
        if (asksDatabase
                || !question.apply(known.planner()).<Boolean>fold(found -> false, NamedByDatabase::isUnknown)
                || !isAtHand()) {
            return known;
        }
        try {
            return new Asked(session.planner(true), true);
        } catch (DatabaseUnavailableException e) {
            return known;
        }
    }

    private static boolean isUnknown(List<? extends Refusal> refusals) {
        return refusals.stream().allMatch(refusal -> refusal.kind().equals("unknown"));
    }

    /** No server is started for that. */
    boolean isAtHand() {
        Optional<String> url = session.settings().text(Setting.URL);
        return url.isPresent()
                && (!url.get().equals("embedded") || session.embedded().status().running());
    }
}
