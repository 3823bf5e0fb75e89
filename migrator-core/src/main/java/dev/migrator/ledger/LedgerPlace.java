// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a database says of itself and of the places where a ledger is.
 *
 * @param name how the ledger is called
 * @param home the schema in which it is expected
 * @param standby whether the server is a standby
 * @param readOnly whether the session may only read
 * @param found the relations anywhere that are called like its tables
 */
record LedgerPlace(LedgerName name, Optional<String> home, boolean standby, boolean readOnly, List<Found> found) {

    private static final String TABLES = "rp";

    /** A relation by its name, its kind as pg_class has it, and its schema. */
    record Found(String relation, String kind, String schema) {}

    static String sql(LedgerName name) {
        return "select current_schema(), pg_is_in_recovery(), current_setting('transaction_read_only')::boolean,"
                + " array(select array[c.relname::text, c.relkind::text, n.nspname::text] from pg_catalog.pg_class c"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relpersistence <> 't'"
                + " and c.relname in (" + literal(name.ledger()) + ", " + literal(name.applied()) + ", "
                + literal(name.history()) + ") order by n.nspname)";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static LedgerPlace read(LedgerName name, ResultSet result) throws SQLException {
        result.next();
        Optional<String> current = Optional.ofNullable(result.getString(1));
        List<Found> found = new ArrayList<>();
        if (result.getArray(4).getArray() instanceof String[][] rows) {
            for (String[] row : rows) {
                found.add(new Found(row[0], row[1], row[2]));
            }
        }
        return new LedgerPlace(
                name, name.schema().or(() -> current), result.getBoolean(2), result.getBoolean(3), List.copyOf(found));
    }

    /** The schemas that hold a ledger, by name. */
    List<String> ledgers() {
        return found.stream()
                .filter(each -> each.relation().equals(name.ledger()) && TABLES.contains(each.kind()))
                .map(Found::schema)
                .toList();
    }

    /** Whether no table of a ledger is where it is expected. */
    boolean holdsNothing() {
        return found.stream().noneMatch(this::isHere);
    }

    /** What is wrong with the tables themselves, where some of them are there. */
    Optional<LedgerIssue> damage() {
        for (String table : List.of(name.ledger(), name.applied(), name.history())) {
            Optional<Found> there = found.stream()
                    .filter(each -> isHere(each) && each.relation().equals(table))
                    .findFirst();
            if (there.isEmpty()) {
                return Optional.of(LedgerIssue.damaged(table, "it is missing, though the others are there"));
            }
            if (!TABLES.contains(there.get().kind())) {
                return Optional.of(LedgerIssue.damaged(table, "it is no table"));
            }
        }
        return Optional.empty();
    }

    private boolean isHere(Found each) {
        return home.filter(each.schema()::equals).isPresent();
    }
}
