// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.util.List;

/**
 * Why a ledger cannot be used.
 *
 * @param kind the short, stable name
 * @param message what is wrong, where, and what to do
 * @param revisions the revisions involved
 */
public record LedgerIssue(String kind, String message, List<RevisionId> revisions) implements Problem {

    private static final String DAMAGED = "ledger_damaged";

    /** Copies the list. */
    public LedgerIssue {
        revisions = List.copyOf(revisions);
    }

    static LedgerIssue elsewhere(String expected, List<String> found) {
        return new LedgerIssue(
                "ledger_elsewhere",
                "there is no ledger in the schema " + expected + ", which is the current one, but there is one in "
                        + String.join(", ", found)
                        + "; nothing was changed. Set history-schema = " + found.get(0)
                        + " to use that one, or history-schema = " + expected + " to begin another here",
                List.of());
    }

    static LedgerIssue elsewhereThanNowhere(List<String> found) {
        return new LedgerIssue(
                "ledger_elsewhere",
                "no schema of the search path exists, but there is a ledger in " + String.join(", ", found)
                        + "; nothing was changed. Create the schema or correct the setting schema, and set"
                        + " history-schema to say where its ledger is",
                List.of());
    }

    static LedgerIssue newer(int layout) {
        return new LedgerIssue(
                "ledger_newer",
                "the ledger has layout " + layout + ", made by a newer version of this tool, which knows layouts up to "
                        + Ledger.LAYOUT + "; nothing was changed. Use the newer version",
                List.of());
    }

    boolean isDamage() {
        return kind.equals(DAMAGED);
    }

    static LedgerIssue damaged(String table, String what) {
        return new LedgerIssue(
                DAMAGED,
                "the ledger's table " + table + " is not as this tool made it: " + what
                        + ". Nothing was changed. Restore the table from a backup, or correct it by hand",
                List.of());
    }

    /** Nowhere to put a ledger. */
    public static LedgerIssue homeless() {
        return new LedgerIssue(
                "no_schema",
                "no schema of the search path exists, so that there is nowhere to keep the ledger; nothing was changed."
                        + " Create the schema, or name another with the setting schema or history-schema",
                List.of());
    }

    /** A standby, asked to write. */
    public static LedgerIssue standby() {
        return new LedgerIssue(
                "standby",
                "the server is a standby, which cannot be written to; nothing was changed. Connect to the primary (in a"
                        + " URL with several hosts, targetServerType=primary finds it)",
                List.of());
    }

    /** A read-only session, asked to write. */
    public static LedgerIssue readOnly() {
        return new LedgerIssue(
                "read_only",
                "the database is read-only for this session (default_transaction_read_only is on); nothing was changed."
                        + " Switch it off for this database or user",
                List.of());
    }
}
