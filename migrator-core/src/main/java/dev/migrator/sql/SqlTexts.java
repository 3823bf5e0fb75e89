// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import java.util.List;
import java.util.Optional;

/** What is asked of texts that a migration sends in one call. */
public final class SqlTexts {

    private SqlTexts() {}

    /** Cuts a text into its statements; one that cannot be cut is one statement. */
    static List<SqlStatement> statements(String sql) {
        return new Splitter(sql)
                .split()
                .fold(
                        pieces -> pieces.stream()
                                .filter(SqlPiece.Sql.class::isInstance)
                                .map(piece -> ((SqlPiece.Sql) piece).statement())
                                .toList(),
                        problems -> List.of(new SqlStatement(sql, 1, List.of(), Optional.empty())));
    }

    /**
     * Whether a text begins or ends a transaction.
     *
     * @param sql one statement or several
     */
    public static boolean controlTransaction(String sql) {
        return statements(sql).stream().anyMatch(SqlStatement::controlsTransaction);
    }
}
