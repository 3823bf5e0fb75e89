// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
            "applied_by",
            "kind");
    private static final List<String> TYPES = List.of(
            "int4", "int8", "text", "text", "_text", "_text", "text", "text", "text", "timestamptz", "text", "text");

    private static final int REVISION = 3;
    private static final int STATE = 4;
    private static final int DOWN_REVISIONS = 5;
    private static final int DEPENDS_ON = 6;
    private static final int MESSAGE = 7;
    private static final int FINGERPRINT = 8;
    private static final int SQL_FINGERPRINT = 9;
    private static final int APPLIED_AT = 10;
    private static final int APPLIED_BY = 11;
    private static final int KIND = 12;
    /** The same moment once more, as a number, which takes far less to read. */
    private static final int MICROSECONDS = 13;

    private static final long PER_SECOND = 1_000_000;
    private static final long NANOS = 1_000;

    private final LedgerName.Tables tables;

    AppliedRows(LedgerName.Tables tables) {
        this.tables = tables;
    }

    /**
     * All that a tag marks can be long, and is read where it is asked for. What a union gives is no column of a table, so
     * that the driver does not look up in the catalogue whose it is.
     */
    static String sql(LedgerName.Tables tables) {
        return "select l.layout, (select count(*) from " + tables.ledger() + ") as rows, a.revision, a.state,"
                + " a.down_revisions, case when a.kind = 'tag' then '{}' else a.depends_on end, a.message, a.fingerprint, a.sql_fingerprint, a.applied_at,"
                + " a.applied_by, a.kind, case when isfinite(a.applied_at)"
                + " then (extract(epoch from a.applied_at) * 1000000)::bigint end from " + tables.ledger()
                + " l left join " + tables.applied() + " a on a.kind in ("
                + Stream.of(Kind.values()).map(kind -> "'" + kind.label() + "'").collect(Collectors.joining(", "))
                + ") union all select null, null, null, null, null, null, null, null, null, null, null, null, null where false";
    }

    Checked<Map<Kind, List<AppliedRevision>>, LedgerIssue> read(ResultSet result) throws SQLException {
        for (int i = 0; i < COLUMNS.size(); i++) {
            String type = result.getMetaData().getColumnTypeName(i + 1);
            if (!type.equals(TYPES.get(i)) && !(TYPES.get(i).equals("int4") && type.startsWith("int"))) {
                return unsound("the column " + COLUMNS.get(i) + " is of the type " + type);
            }
        }
        Map<Kind, List<AppliedRevision>> rows = new EnumMap<>(Kind.class);
        Map<Kind, Set<RevisionId>> seen = new EnumMap<>(Kind.class);
        List<LedgerIssue> wrong = new ArrayList<>(1);
        boolean any = false;
        while (wrong.isEmpty() && result.next()) {
            if (!any) {
                wrongLedger(result).ifPresent(wrong::add);
            }
            any = true;
            if (wrong.isEmpty() && result.getString(REVISION) != null) {
                Kind kind = kind(result.getString(KIND));
                List<AppliedRevision> ofKind = rows.computeIfAbsent(kind, each -> new ArrayList<>());
                row(result, seen.computeIfAbsent(kind, each -> new HashSet<>())).fold(ofKind::add, wrong::addAll);
            }
        }
        if (!wrong.isEmpty()) {
            return new Checked.Unsound<>(wrong);
        }
        return any ? Checked.sound(rows) : Checked.unsound(LedgerIssue.damaged(tables.ledger(), "it has no row"));
    }

    /** Each row says the same of the ledger as a whole. */
    private Optional<LedgerIssue> wrongLedger(ResultSet result) throws SQLException {
        int layout = result.getInt(1);
        if (layout > Ledger.LAYOUT) {
            return Optional.of(LedgerIssue.newer(layout));
        }
        if (layout < 1 || result.getLong(2) != 1) {
            return Optional.of(LedgerIssue.damaged(
                    tables.ledger(), layout < 1 ? "its layout is " + result.getString(1) : "it has several rows"));
        }
        return Optional.empty();
    }

    private Checked<AppliedRevision, LedgerIssue> row(ResultSet result, Set<RevisionId> seen) throws SQLException {
        RevisionId id = new RevisionId(result.getString(REVISION));
        if (!id.isLegal() && !Kind.HOOK.label().equals(result.getString(KIND))) {
            return unsound("it has a row of '" + id + "', which no revision can be called");
        }
        if (!seen.add(id)) {
            return unsound("it has several rows of revision " + id);
        }
        for (int i = REVISION; i <= COLUMNS.size(); i++) {
            if (result.getString(i) == null && i != FINGERPRINT && i != SQL_FINGERPRINT) {
                return unsound("the row of revision " + id + " has no " + COLUMNS.get(i - 1));
            }
        }
        Optional<AppliedRevision.State> state = state(result.getString(STATE));
        if (state.isEmpty()) {
            return unsound("the row of revision " + id + " has the state " + result.getString(STATE));
        }
        String print = result.getString(FINGERPRINT);
        if (print != null && !isPrint(print)) {
            return unsound("the row of revision " + id + " has the fingerprint '" + print + "'");
        }
        if (result.getString(MICROSECONDS) == null) {
            return unsound("revision " + id + " was applied at " + result.getString(APPLIED_AT));
        }
        return row(result, id, state.get(), Optional.ofNullable(print).map(Fingerprint::new));
    }

    private Checked<AppliedRevision, LedgerIssue> row(
            ResultSet result, RevisionId id, AppliedRevision.State state, Optional<Fingerprint> print)
            throws SQLException {
        Optional<String> sql = Optional.ofNullable(result.getString(SQL_FINGERPRINT));
        Optional<List<RevisionId>> parents = ids(result.getString(DOWN_REVISIONS));
        Optional<List<RevisionId>> dependencies = ids(result.getString(DEPENDS_ON));
        if (parents.isEmpty() || dependencies.isEmpty()) {
            return unsound("the row of revision " + id + " has parents or dependencies that are no ids");
        }
        return Checked.sound(new AppliedRevision(
                id,
                state,
                parents.get(),
                dependencies.get(),
                result.getString(MESSAGE),
                print,
                sql.filter(Predicate.not(AppliedRevision.SKIPPED::equals)),
                sql.filter(AppliedRevision.SKIPPED::equals).isPresent(),
                instant(result.getLong(MICROSECONDS)),
                result.getString(APPLIED_BY)));
    }

    /** An algorithm, a letter and its version, then what it made. */
    private static boolean isPrint(String text) {
        int colon = text.indexOf(':');
        if (colon < 2 || colon == text.length() - 1 || text.charAt(0) < 'a' || text.charAt(0) > 'z') {
            return false;
        }
        for (int i = 1; i < colon; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * NANOS);
    }

    private static Optional<AppliedRevision.State> state(String written) {
        for (AppliedRevision.State state : AppliedRevision.State.values()) {
            if (stored(state).equals(written)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    static String stored(AppliedRevision.State state) {
        return switch (state) {
            case APPLIED -> "applied";
            case INTERRUPTED -> "interrupted";
        };
    }

    /** Reads a list as the server writes it: {@code {a1,b2}}. Quotes are round what else would be no value at all. */
    static Optional<List<RevisionId>> ids(String written) {
        if (written.equals("{}")) {
            return Optional.of(List.of());
        }
        if (!written.startsWith("{") || !written.endsWith("}")) {
            return Optional.empty();
        }
        List<RevisionId> ids = new ArrayList<>(1);
        for (int start = 1; start < written.length(); ) {
            int comma = written.indexOf(',', start);
            int end = comma < 0 ? written.length() - 1 : comma;
            String id = written.substring(start, end);
            if (id.length() > 2 && id.startsWith("\"") && id.endsWith("\"")) {
                id = id.substring(1, id.length() - 1);
            } else if (id.equals("NULL")) {
                return Optional.empty();
            }
            if (!RevisionId.isLegalName(id)) {
                return Optional.empty();
            }
            ids.add(new RevisionId(id));
            start = end + 1;
        }
        return Optional.of(ids);
    }

    static Kind kind(String label) {
        for (Kind kind : Kind.values()) {
            if (kind.label().equals(label)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(label);
    }

    private <T> Checked<T, LedgerIssue> unsound(String what) {
        return Checked.unsound(LedgerIssue.damaged(tables.applied(), what));
    }
}
