// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.Migrator;
import dev.migrator.draft.SqlDraft;
import dev.migrator.draft.Squash;
import dev.migrator.outcome.Script;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Refusal;
import dev.migrator.plan.Step;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run of revisions sends, up and down, found out without a database. */
final class SquashText {

    private final Session session;
    private final Squash squash;

    SquashText(Session session, Squash squash) {
        this.session = session;
        this.squash = squash;
    }

    /**
     * The way back of a run.
     *
     * @param text its statements
     * @param missing why there is none; empty where there is one
     */
    record Back(String text, String missing) {}

    /** What is right below the run. */
    List<String> entries() {
        return Stream.concat(
                        squash.draft().downRevisions().stream().map(RevisionId::value),
                        squash.draft().dependsOn().stream())
                .toList();
    }

    /**
     * Gives the way forward; there is no way back in it yet.
     *
     * @throws CommandRefusedException where it depends on what a database answers
     */
    SqlDraft.Sections up() {
        Script sent = assuming().bodies(plan());
        if (!sent.gaps().isEmpty()) {
            throw new CommandRefusedException(
                    sent.gaps().stream().map(SquashIssue::gap).toList());
        }
        return new SqlDraft.Sections(isTransactional(), sent.text(), Optional.empty());
    }

    /**
     * Gives the way back, as far as it is known.
     *
     * @param transactional whether it has to be part of a transaction
     */
    Back back(boolean transactional) {
        return transactional && !isTransactional()
                ? new Back("", "one of them runs outside a transaction, and so may what undoes it")
                : plan().wayBack().fold(this::sent, refusals -> new Back("", told(refusals)));
    }

    private Back sent(Plan wayBack) {
        Script sent = assuming().bodies(wayBack);
        return sent.gaps().isEmpty()
                ? new Back(sent.text(), "")
                : new Back(
                        "",
                        "what undoes them cannot be known without the database: "
                                + sent.gaps().get(0));
    }

    private static String told(List<Refusal> refusals) {
        return refusals.get(0) instanceof Refusal.Irreversible
                ? "no downgrade is declared by "
                        + RevisionId.list(refusals.get(0).revisions())
                : refusals.get(0).message();
    }

    private boolean isTransactional() {
        return plan().steps().stream().allMatch(Step::isTransactional);
    }

    private Plan plan() {
        return assuming().plan(squash.exit().value());
    }

    private Migrator assuming() {
        return session.assuming(entries(), false);
    }
}
