// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.StoredDowngrade;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what there is: one round trip where there is a ledger, two where there is none. */
final class LedgerReader {

    private static final String UNDEFINED_TABLE = "42P01";
    private static final String INVALID_SCHEMA = "3F000";

    /** An undefined column, a function or operator that there is none of for the type of a column, another kind of relation. */
    static final Set<String> NOT_AS_MADE = Set.of("42703", "42883", "42804", "42809");

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
            LedgerPlace place;
            try (ResultSet result = statement.executeQuery(LedgerPlace.sql(name))) {
                place = LedgerPlace.read(name, result);
            }
            if (place.holdsNothing()) {
                return withoutLedger(place);
            }
            Optional<LedgerIssue> damage = place.damage();
            // Another run may have created the ledger in between.
            return damage.isPresent()
                    ? Checked.unsound(damage.get())
                    : readWhole(statement, tables)
                            .orElseGet(
                                    () -> Checked.unsound(LedgerIssue.damaged(tables.ledger(), "it cannot be seen")));
        }
    }

    Checked<LedgerState, LedgerIssue> locate(Connection connection) throws SQLException {
        Checked<LedgerState, LedgerIssue> read = read(connection);
        boolean damaged =
                read.<Boolean>fold(sound -> false, issues -> issues.stream().allMatch(LedgerIssue::isDamage));
        if (!damaged) {
            return read;
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(LedgerPlace.sql(name))) {
            LedgerPlace place = LedgerPlace.read(name, result);
            return Checked.sound(LedgerState.empty(place, true));
        }
    }

    Checked<List<StoredDowngrade>, LedgerIssue> downgrades(
            Connection connection, String home, Collection<RevisionId> revisions) throws SQLException {
        String applied = name.in(home).applied();
        try (PreparedStatement statement =
                connection.prepareStatement("select revision, downgrade_sql, kind from " + applied
                        + " where kind in ('revision', 'repeatable') and revision = any(?) and downgrade_sql is not null"
                        + " and coalesce(array_ndims(downgrade_sql), 1) = 1"
                        + " and not exists (select from unnest(downgrade_sql) as sql where sql is null)")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", revisions.stream().map(RevisionId::value).toArray()));
            List<StoredDowngrade> kept = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    String[] stored = (String[]) result.getArray(2).getArray();
                    kept.add(StoredDowngrade.parse(
                            AppliedRows.kind(result.getString(3)),
                            new RevisionId(result.getString(1)),
                            List.of(stored)));
                }
            }
            return Checked.sound(kept);
        } catch (SQLException e) {
            if (NOT_AS_MADE.contains(String.valueOf(e.getSQLState()))) {
                return Checked.unsound(LedgerIssue.damaged(applied, String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    Checked<Map<RevisionId, List<RevisionId>>, LedgerIssue> tagged(
            Connection connection, String home, Collection<RevisionId> tags) throws SQLException {
        String applied = name.in(home).applied();
        try (PreparedStatement statement = connection.prepareStatement(
                "select revision, depends_on::text from " + applied + " where kind = 'tag' and revision = any(?)")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", tags.stream().map(RevisionId::value).toArray()));
            Map<RevisionId, List<RevisionId>> tagged = new HashMap<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    RevisionId tag = new RevisionId(result.getString(1));
                    Optional<List<RevisionId>> ids =
                            Optional.ofNullable(result.getString(2)).flatMap(AppliedRows::ids);
                    if (ids.isEmpty()) {
                        return Checked.unsound(LedgerIssue.damaged(
                                applied, "the row of tag " + tag + " has revisions that are no ids"));
                    }
                    tagged.put(tag, ids.get());
                }
            }
            return Checked.sound(tagged);
        } catch (SQLException e) {
            if (NOT_AS_MADE.contains(String.valueOf(e.getSQLState()))) {
                return Checked.unsound(LedgerIssue.damaged(applied, String.valueOf(e.getMessage())));
            }
            throw e;
        }
    }

    /** Empty where a table is missing. */
    private Optional<Checked<LedgerState, LedgerIssue>> readWhole(Statement statement, LedgerName.Tables tables)
            throws SQLException {
        try {
            statement.execute(LedgerPlace.sql(name) + ";" + AppliedRows.sql(tables));
            LedgerPlace place;
            try (ResultSet result = statement.getResultSet()) {
                place = LedgerPlace.read(name, result);
            }
            statement.getMoreResults();
            try (ResultSet result = statement.getResultSet()) {
                return Optional.of(state(place, new AppliedRows(tables), result));
            }
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (NOT_AS_MADE.contains(state)) {
                return Optional.of(Checked.unsound(LedgerIssue.damaged(
                        tables.ledger() + " or " + tables.applied(), String.valueOf(e.getMessage()))));
            }
            if (state.equals(UNDEFINED_TABLE) || state.equals(INVALID_SCHEMA)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Checked<LedgerState, LedgerIssue> withoutLedger(LedgerPlace place) {
        if (name.schema().isEmpty() && !place.ledgers().isEmpty()) {
            return Checked.unsound(place.home()
                    .map(home -> LedgerIssue.elsewhere(home, place.ledgers()))
                    .orElseGet(() -> LedgerIssue.elsewhereThanNowhere(place.ledgers())));
        }
        return Checked.sound(LedgerState.empty(place, false));
    }

    private Checked<LedgerState, LedgerIssue> state(LedgerPlace place, AppliedRows rows, ResultSet result)
            throws SQLException {
        if (place.holdsNothing()) {
            return withoutLedger(place);
        }
        Optional<LedgerIssue> damage = place.damage();
        if (damage.isPresent()) {
            return Checked.unsound(damage.get());
        }
        return rows.read(result)
                .map((Map<Kind, List<AppliedRevision>> read) -> new LedgerState(
                        place.home(),
                        true,
                        read.getOrDefault(Kind.REVISION, List.of()),
                        read,
                        place.standby(),
                        place.readOnly()));
    }
}
