// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.ScriptText;
import dev.migrator.outcome.Script;
import java.util.List;
import java.util.Optional;

/**
 * What one way of a migration sends, as far as that can be known without its database.
 *
 * @param lines what it sends, in order
 * @param sent how many of them are statements of its own
 * @param gap why it is not known how that goes on; nothing where it is all
 * @param overran whether it was ended because it went on and on
 */
record Transcript(List<Line> lines, int sent, Optional<Script.Gap> gap, boolean overran) {

    /** Of what runs nothing. */
    static final Transcript NOTHING = new Transcript(List.of(), 0, Optional.empty(), false);

    Transcript {
        lines = List.copyOf(lines);
    }

    void writeTo(ScriptText script) {
        for (Line line : lines) {
            script.statement(line.sql());
            line.copyData().ifPresent(data -> script.verbatim(data + "\\.\n"));
        }
    }

    /**
     * A statement.
     *
     * @param sql its text, without a semicolon of its own
     * @param copyData what follows a {@code COPY … FROM stdin}, each line with its end
     * @param source the line of the migration that sends it; empty where unknown
     */
    record Line(String sql, Optional<String> copyData, String source) {}
}
