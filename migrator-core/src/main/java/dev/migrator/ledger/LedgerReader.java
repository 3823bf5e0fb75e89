// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.RevisionId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what there is: one round trip where there is a ledger, two where there is none. */
final class LedgerReader {

    private static final String UNDEFINED_TABLE = "42P01";
    private static final String UNDEFINED_COLUMN = "42703";
    private static final String INVALID_SCHEMA = "3F000";

    private final LedgerName name;

    LedgerReader(LedgerName name) {
        this.name = name;
    }

    Checked<LedgerState, LedgerIssue> read(Connection connection) throws SQLException {
        LedgerName.Tables tables = name.schema().map(name::in).orElseGet(name::unqualified);
        try (Statement statement = connection.createStatement()) {
            Optional<Checked<LedgerState, LedgerIssue>> whole = readWhole(statement, tables);
            if (whole.isPresent()) {
                return whole.get();
            }
            Facts facts;
            try (ResultSet result = statement.executeQuery(factsSql())) {
                facts = facts(result);
            }
            // Another run may have created the ledger in between.
            return facts.ledgerIsHere()
                    ? readWhole(statement, tables).orElseGet(() -> withoutRows(facts))
                    : withoutRows(facts);
        }
    }

    /** Empty where a table is missing. */
    private Optional<Checked<LedgerState, LedgerIssue>> readWhole(Statement statement, LedgerName.Tables tables)
            throws SQLException {
        try {
            statement.execute(factsSql() + ";" + rowsSql(tables));
            Facts facts;
            try (ResultSet result = statement.getResultSet()) {
                facts = facts(result);
            }
            statement.getMoreResults();
            try (ResultSet result = statement.getResultSet()) {
                return Optional.of(state(facts, result, tables));
            }
        } catch (SQLException e) {
            return switch (String.valueOf(e.getSQLState())) {
                case UNDEFINED_COLUMN ->
                    Optional.of(Checked.unsound(LedgerIssue.damaged(tables.applied(), String.valueOf(e.getMessage()))));
                case UNDEFINED_TABLE, INVALID_SCHEMA -> Optional.empty();
                default -> throw e;
            };
        }
    }

    private String factsSql() {
        return "select current_schema(), pg_is_in_recovery(), current_setting('transaction_read_only')::boolean,"
                + " array(select n.nspname::text from pg_catalog.pg_class c"
                + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                + " where c.relkind = 'r' and c.relpersistence <> 't' and c.relname = '"
                + name.ledger().replace("'", "''") + "' order by 1)";
    }

    private static String rowsSql(LedgerName.Tables tables) {
        return "select l.layout, a.revision, a.state, a.down_revisions, a.depends_on, a.message, a.applied_at,"
                + " a.applied_by, a.fingerprint, a.sql_fingerprint from " + tables.ledger() + " l left join "
                + tables.applied()
                + " a on a.kind = 'revision'";
    }

    private Facts facts(ResultSet result) throws SQLException {
        result.next();
        Optional<String> current = Optional.ofNullable(result.getString(1));
        return new Facts(
                name.schema().or(() -> current), result.getBoolean(2), result.getBoolean(3), texts(result.getArray(4)));
    }

    private Checked<LedgerState, LedgerIssue> withoutRows(Facts facts) {
        if (facts.ledgerIsHere()) {
            return Checked.unsound(LedgerIssue.damaged(name.prefix() + "applied", "it is missing"));
        }
        if (name.schema().isEmpty() && !facts.ledgers().isEmpty()) {
            return Checked.unsound(facts.home()
                    .map(home -> LedgerIssue.elsewhere(home, facts.ledgers()))
                    .orElseGet(() -> LedgerIssue.elsewhereThanNowhere(facts.ledgers())));
        }
        return Checked.sound(new LedgerState(facts.home(), false, List.of(), facts.standby(), facts.readOnly()));
    }

    private Checked<LedgerState, LedgerIssue> state(Facts facts, ResultSet result, LedgerName.Tables tables)
            throws SQLException {
        if (!facts.ledgerIsHere()) {
            return withoutRows(facts);
        }
        List<AppliedRevision> rows = new ArrayList<>();
        boolean any = false;
        while (result.next()) {
            any = true;
            int layout = result.getInt(1);
            if (layout > Ledger.LAYOUT) {
                return Checked.unsound(LedgerIssue.newer(layout));
            }
            if (result.getString(2) != null) {
                Optional<AppliedRevision> row = row(result);
                if (row.isEmpty()) {
                    return Checked.unsound(LedgerIssue.damaged(
                            tables.applied(),
                            "the row of revision " + result.getString(2) + " has the state " + result.getString(3)));
                }
                rows.add(row.get());
            }
        }
        return any
                ? Checked.sound(new LedgerState(facts.home(), true, rows, facts.standby(), facts.readOnly()))
                : Checked.unsound(LedgerIssue.damaged(tables.ledger(), "it has no row"));
    }

    private static Optional<AppliedRevision> row(ResultSet result) throws SQLException {
        String written = result.getString(3);
        Optional<AppliedRevision.State> state = Stream.of(AppliedRevision.State.values())
                .filter(candidate -> stored(candidate).equals(written))
                .findFirst();
        if (state.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AppliedRevision(
                new RevisionId(result.getString(2)),
                state.get(),
                ids(result.getArray(4)),
                ids(result.getArray(5)),
                result.getString(6),
                Optional.ofNullable(result.getString(9)).map(Fingerprint::new),
                Optional.ofNullable(result.getString(10)),
                result.getObject(7, OffsetDateTime.class).toInstant(),
                result.getString(8)));
    }

    static String stored(AppliedRevision.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static List<RevisionId> ids(Array array) throws SQLException {
        return texts(array).stream().map(RevisionId::new).toList();
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /** What one row says besides revisions. */
    private record Facts(Optional<String> home, boolean standby, boolean readOnly, List<String> ledgers) {

        boolean ledgerIsHere() {
            return home.map(ledgers::contains).orElse(false);
        }
    }
}
