// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.revision.Checked;
import java.util.List;
import java.util.stream.Stream;

/** A script that is written for psql, such as pg_dump writes. */
public final class SqlScript {

    private SqlScript() {}

    /**
     * Gives the statements of a script; commands of psql's own that stand between them are left out, with their line.
     *
     * @param text the script
     */
    public static Checked<List<SqlStatement>, SqlIssue> statements(String text) {
        return Splitter.ofPsql(text)
                .split()
                .map(pieces -> pieces.stream()
                        .flatMap(piece ->
                                piece instanceof SqlPiece.Sql sql ? Stream.of(sql.statement()) : Stream.empty())
                        .toList());
    }
}
