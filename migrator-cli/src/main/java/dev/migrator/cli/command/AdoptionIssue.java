// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ServerFacts;
import dev.migrator.catalog.Catalog;
import dev.migrator.catalog.CatalogDifference;
import dev.migrator.catalog.CatalogEntry;
import dev.migrator.catalog.CatalogKind;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Why a database is not adopted. Neither a file nor a database has been touched when one of these is told.
 *
 * @param kind the short, stable name
 * @param message what is wrong, and what to do
 * @param revisions the revisions involved
 */
record AdoptionIssue(String kind, String message, List<RevisionId> revisions) implements Problem {

    private static final int MOST_DIFFERENCES = 20;
    private static final String ANOTHER = "name a server that has it with --scratch-url";

    static AdoptionIssue revisionsExist(List<RevisionId> heads) {
        return new AdoptionIssue(
                "revisions_exist",
                "there are revisions already, up to " + RevisionId.list(heads)
                        + ", and --from-database writes the first one. If the database has them, record that: baseline "
                        + heads.get(0)
                        + "; or else move them away, adopt the database, and rebase them onto its revision",
                heads);
    }

    static AdoptionIssue notEmpty(Collection<RevisionId> applied) {
        return new AdoptionIssue(
                "not_empty",
                "a baseline begins a ledger, and this one has " + applied.size() + " revision(s) already: "
                        + RevisionId.list(applied) + "; bring the code that they are of, or look at the command log",
                List.copyOf(applied));
    }

    static AdoptionIssue nothingThere() {
        return issue(
                "nothing_to_adopt",
                "the database holds nothing that a revision could make; begin with: revision -m \"...\", or correct the"
                        + " settings url and schema");
    }

    static AdoptionIssue olderScratch(Catalog source, ServerFacts scratch) {
        return issue(
                "scratch_too_old",
                "the database is on PostgreSQL " + source.serverVersion()
                        + ", and the server of the scratch database is "
                        + scratch.version() + ", which does not know all of it; name one of version "
                        + source.serverVersion() + " with --scratch-url");
    }

    static AdoptionIssue lackingExtension(String extension, ServerFacts scratch) {
        return issue(
                "scratch_lacks_extension",
                "the database uses the extension " + extension
                        + ", which the server of the scratch database (PostgreSQL " + scratch.version()
                        + ") does not have; " + ANOTHER);
    }

    static AdoptionIssue failed(String reason) {
        return issue(
                "scratch_failed",
                "what pg_dump tells of the database does not run in a scratch database: " + reason
                        + (reason.contains("role \"") && reason.contains("does not exist")
                                ? "; create that role there, or " + ANOTHER
                                : "; see that nothing that it needs is outside of the schemas that are taken, or take another"
                                        + " server with --scratch-url"));
    }

    /** One problem that tells what to do, and one for each difference. */
    static List<AdoptionIssue> notRecreated(List<CatalogDifference> differences, Catalog source, Catalog scratch) {
        boolean alike = source.serverVersion() == scratch.serverVersion();
        List<AdoptionIssue> issues = new ArrayList<>();
        issues.add(issue(
                "not_recreated",
                "what pg_dump tells of the database makes another schema in the scratch database; settle the differences in"
                        + " the database, or write the first revision by hand"
                        + (alike
                                ? ""
                                : "; they may come from comparing PostgreSQL " + source.serverVersion() + " with "
                                        + scratch.serverVersion()
                                        + ", so try a server of the same version with --scratch-url")));
        differences.stream()
                .limit(MOST_DIFFERENCES)
                .map(difference -> issue("difference", difference.message() + advice(difference)))
                .forEach(issues::add);
        if (differences.size() > MOST_DIFFERENCES) {
            issues.add(issue("difference", "and " + (differences.size() - MOST_DIFFERENCES) + " more"));
        }
        return issues;
    }

    private static String advice(CatalogDifference difference) {
        CatalogEntry entry = difference.entry();
        return entry.kind() == CatalogKind.INDEX && entry.definition().endsWith(" invalid")
                ? ": it is invalid, and pg_dump passes over it; drop it, or reindex it"
                : "";
    }

    private static AdoptionIssue issue(String kind, String message) {
        return new AdoptionIssue(kind, message, List.of());
    }
}
