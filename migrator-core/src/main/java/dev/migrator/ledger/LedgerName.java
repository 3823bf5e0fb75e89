// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import java.util.List;
import java.util.Optional;

/**
 * Where the ledger is expected and what its tables are called.
 *
 * @param schema the schema that was configured, if one was
 * @param prefix what the tables' names begin with
 */
public record LedgerName(Optional<String> schema, String prefix) {

    /** The usual name: in the schema that is current, prefixed {@code migrator_}. */
    public static final LedgerName DEFAULT = new LedgerName(Optional.empty(), "migrator_");

    /** The table that says that there is a ledger, and in which layout. */
    String ledger() {
        return prefix + "ledger";
    }

    /** The table of what is applied. */
    String applied() {
        return prefix + "applied";
    }

    /** The table of what happened. */
    String history() {
        return prefix + "history";
    }

    /** The view of the tips. */
    String heads() {
        return prefix + "heads";
    }

    /** The table of what was sent. */
    String statements() {
        return prefix + "statements";
    }

    /** All of them. */
    List<String> relations() {
        return List.of(ledger(), applied(), history(), heads(), statements());
    }

    Tables in(String home) {
        return new Tables(
                quote(home),
                qualified(home, "ledger"),
                qualified(home, "applied"),
                qualified(home, "history"),
                qualified(home, "heads"),
                qualified(home, "statements"));
    }

    /** The tables as the search path finds them. */
    Tables unqualified() {
        return new Tables("", quote(ledger()), quote(applied()), quote(history()), quote(heads()), quote(statements()));
    }

    private String qualified(String home, String table) {
        return quote(home) + "." + quote(prefix + table);
    }

    private static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /**
     * The names as SQL has them, quoted.
     *
     * @param schema the schema
     * @param ledger the layout's version
     * @param applied what is applied
     * @param history what happened
     * @param heads the view of the tips
     * @param statements what was sent, where that is kept
     */
    record Tables(String schema, String ledger, String applied, String history, String heads, String statements) {}
}
