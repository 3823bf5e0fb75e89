// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.RevisionId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the rows of what is applied, and believes none that this tool cannot have written. */
final class AppliedRows {

    private static final List<String> COLUMNS = List.of(
            "layout",
            "rows",
            "revision",
            "state",
            "down_revisions",
            "depends_on",
            "message",
            "fingerprint",
            "sql_fingerprint",
            "applied_at",
            "applied_by");
    private static final List<String> TYPES =
            List.of("int4", "int8", "text", "text", "_text", "_text", "text", "text", "text", "timestamptz", "text");
    private static final Set<String> MAY_BE_NULL = Set.of("fingerprint", "sql_fingerprint");
    private static final int REVISION = 3;
    private static final int FINGERPRINT = 8;
    private static final int APPLIED_AT = 10;

    private final LedgerName.Tables tables;

    AppliedRows(LedgerName.Tables tables) {
        this.tables = tables;
    }

    /** What a union gives is no column of a table, so that the driver does not look up in the catalogue whose it is. */
    static String sql(LedgerName.Tables tables) {
        return "select l.layout, (select count(*) from " + tables.ledger() + ") as rows, a.revision, a.state,"
                + " a.down_revisions, a.depends_on, a.message, a.fingerprint, a.sql_fingerprint, a.applied_at,"
                + " a.applied_by from " + tables.ledger() + " l left join " + tables.applied()
                + " a on a.kind = 'revision' union all select null, null, null, null, null, null, null, null, null, null,"
                + " null where false";
    }

    Checked<List<AppliedRevision>, LedgerIssue> read(ResultSet result) throws SQLException {
        for (int i = 0; i < COLUMNS.size(); i++) {
            String type = result.getMetaData().getColumnTypeName(i + 1);
            if (!type.equals(TYPES.get(i)) && !(TYPES.get(i).equals("int4") && type.startsWith("int"))) {
                return damaged("the column " + COLUMNS.get(i) + " is of the type " + type);
            }
        }
        List<AppliedRevision> rows = new ArrayList<>();
        Set<RevisionId> seen = new HashSet<>();
        boolean any = false;
        while (result.next()) {
            any = true;
            Optional<LedgerIssue> wrong = wrong(result, seen);
            if (wrong.isPresent()) {
                return Checked.unsound(wrong.get());
            }
            if (result.getString(REVISION) != null) {
                rows.add(row(result));
            }
        }
        return any ? Checked.sound(rows) : Checked.unsound(LedgerIssue.damaged(tables.ledger(), "it has no row"));
    }

    private Optional<LedgerIssue> wrong(ResultSet result, Set<RevisionId> seen) throws SQLException {
        int layout = result.getInt(1);
        if (layout > Ledger.LAYOUT) {
            return Optional.of(LedgerIssue.newer(layout));
        }
        if (layout < 1 || result.getLong(2) != 1) {
            return Optional.of(LedgerIssue.damaged(
                    tables.ledger(), layout < 1 ? "its layout is " + result.getString(1) : "it has several rows"));
        }
        String id = result.getString(REVISION);
        if (id == null) {
            return Optional.empty();
        }
        if (!new RevisionId(id).isLegal()) {
            return Optional.of(issue("it has a row of '" + id + "', which no revision can be called"));
        }
        if (!seen.add(new RevisionId(id))) {
            return Optional.of(issue("it has several rows of revision " + id));
        }
        for (int i = REVISION; i <= COLUMNS.size(); i++) {
            if (result.getObject(i) == null && !MAY_BE_NULL.contains(COLUMNS.get(i - 1))) {
                return Optional.of(issue("the row of revision " + id + " has no " + COLUMNS.get(i - 1)));
            }
        }
        if (state(result.getString(4)).isEmpty()) {
            return Optional.of(issue("the row of revision " + id + " has the state " + result.getString(4)));
        }
        String print = result.getString(FINGERPRINT);
        if (print != null && !print.matches("[a-z]\\d+:.+")) {
            return Optional.of(issue("the row of revision " + id + " has the fingerprint '" + print + "'"));
        }
        if (result.getString(APPLIED_AT).endsWith("infinity")) {
            return Optional.of(issue("revision " + id + " was applied at " + result.getString(APPLIED_AT)));
        }
        return Stream.of(5, 6).anyMatch(column -> !isListOfIds(result, column))
                ? Optional.of(issue("the row of revision " + id + " has parents or dependencies that are no ids"))
                : Optional.empty();
    }

    private static boolean isListOfIds(ResultSet result, int column) {
        try {
            return result.getArray(column).getArray() instanceof String[] ids
                    && Stream.of(ids).allMatch(id -> id != null && new RevisionId(id).isLegal());
        } catch (SQLException unreadable) {
            return false;
        }
    }

    private static AppliedRevision row(ResultSet result) throws SQLException {
        return new AppliedRevision(
                new RevisionId(result.getString(REVISION)),
                state(result.getString(4)).orElseThrow(),
                ids(result.getArray(5)),
                ids(result.getArray(6)),
                result.getString(7),
                Optional.ofNullable(result.getString(8)).map(Fingerprint::new),
                Optional.ofNullable(result.getString(9)),
                result.getObject(10, OffsetDateTime.class).toInstant(),
                result.getString(11));
    }

    private static Optional<AppliedRevision.State> state(String written) {
        return Stream.of(AppliedRevision.State.values())
                .filter(candidate -> stored(candidate).equals(written))
                .findFirst();
    }

    static String stored(AppliedRevision.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static List<RevisionId> ids(Array array) throws SQLException {
        return Stream.of((String[]) array.getArray()).map(RevisionId::new).toList();
    }

    private Checked<List<AppliedRevision>, LedgerIssue> damaged(String what) {
        return Checked.unsound(issue(what));
    }

    private LedgerIssue issue(String what) {
        return LedgerIssue.damaged(tables.applied(), what);
    }
}
