// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables a statement locks, as far as its text tells; the modes are those that were measured on PostgreSQL 14 to
 * 18, and none of them differs there.
 *
 * @param modes the strongest mode for each relation, by its name as it is written; plain reading is left out
 * @param made the relations that it makes
 * @param unknown what else it may lock that only the database knows; nothing where that is all
 */
public record StatementLocks(Map<String, LockMode> modes, Set<String> made, Optional<String> unknown) {

    /** Copies them. */
    public StatementLocks {
        modes = new LinkedHashMap<>(modes);
        made = Set.copyOf(made);
    }

    /** Reads one statement. */
    public static StatementLocks of(String sql) {
        return new LockReader(new SqlWords(sql)).read();
    }

    /** Reads a text of several statements, each by itself. */
    public static List<StatementLocks> ofAll(String sql) {
        return SqlTexts.statements(sql).stream()
                .map(SqlStatement::text)
                .map(StatementLocks::of)
                .toList();
    }
}
