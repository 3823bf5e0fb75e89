// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.execute.Session;
import dev.migrator.graph.Definitions;
import dev.migrator.graph.Target;
import dev.migrator.ledger.Ledger;
import dev.migrator.ledger.LedgerState;
import dev.migrator.plan.Past;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a command has to read of the past of a database before it can decide.
 *
 * @param tags of which tags it wants to know all that they mark
 * @param history whether it wants the whole history
 */
record Lookback(Predicate<RevisionId> tags, boolean history) {

    /** Nothing, as most. */
    static final Lookback NONE = new Lookback(tag -> false, false);

    /** All that tags mark. */
    static final Lookback TAGS = new Lookback(tag -> true, false);

    /** What happened. */
    static final Lookback HISTORY = new Lookback(tag -> false, true);

    /** What a target may name. */
    static Lookback at(Target target) {
        return target instanceof Target.From from && from.symbol() == Target.Symbol.NAME ? at(from.name()) : NONE;
    }

    /** What is marked by a name. */
    static Lookback at(String name) {
        return new Lookback(tag -> tag.value().equals(name), false);
    }

    /** Reads it; asks nothing of a database that has no tags, if it is only about these. */
    Past read(Session session, Ledger ledger, LedgerState state, Definitions code) throws SQLException {
        List<RevisionId> wanted = state.units().getOrDefault(Kind.TAG, List.of()).stream()
                .filter(row -> tags.test(row.id()) || isPartlyReplaced(row, code))
                .map(AppliedRevision::id)
                .toList();
        if (!state.exists() || (wanted.isEmpty() && !history)) {
            return history
                    ? new Past(Map.of(), Optional.of(new Past.Recorded(List.of(), Instant.EPOCH)), true)
                    : Past.UNREAD;
        }
        String home = state.home().orElseThrow();
        return new Past(
                wanted.isEmpty() ? Map.of() : Migrator.sound(ledger.tagged(session.connection(), home, wanted)),
                history ? Optional.of(recorded(session, ledger, home)) : Optional.empty(),
                true);
    }

    /** Where another revision stands for what a tag marks, it takes all of that to know whether it stands for no more. */
    private static boolean isPartlyReplaced(AppliedRevision tag, Definitions code) {
        return tag.downRevisions().stream()
                .anyMatch(head -> code.graph().replacements().successor(head).isPresent());
    }

    private static Past.Recorded recorded(Session session, Ledger ledger, String home) throws SQLException {
        return new Past.Recorded(
                Migrator.sound(ledger.history(session.connection(), home, HistoryFilter.ALL)), now(session));
    }

    /** By the clock that the history goes by. */
    private static Instant now(Session session) throws SQLException {
        try (Statement statement = session.connection().createStatement();
                ResultSet result = statement.executeQuery("select clock_timestamp()")) {
            result.next();
            return result.getObject(1, OffsetDateTime.class).toInstant();
        }
    }
}
