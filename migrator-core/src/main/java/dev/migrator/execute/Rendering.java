// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.MigrationParameters;
import java.util.Optional;

/**
 * Finds out what the way forward of a migration sends, by running it against no database: once where every statement
 * changes no row, once where it changes one. Only where both send the same is it told.
 */
final class Rendering {

    /** Backfills go on until nothing is left to do, which against nothing may be never. */
    private static final int MOST_STATEMENTS = 100_000;

    private final Body body;
    private final MigrationParameters parameters;

    Rendering(Body body, MigrationParameters parameters) {
        this.body = body;
        this.parameters = parameters;
    }

    /** Loads what is rendered: a new instance each time, as it may remember. */
    @FunctionalInterface
    interface Body {
        StepBody load() throws Exception;
    }

    Optional<String> sqlFingerprint() {
        Statements nothing = render(0, MOST_STATEMENTS);
        Optional<String> fingerprint = nothing.sqlFingerprint();
        return fingerprint.isPresent()
                        && fingerprint.equals(render(1, nothing.count()).sqlFingerprint())
                ? fingerprint
                : Optional.empty();
    }

    private Statements render(int rows, int most) {
        Limit limit = new Limit(most);
        Statements statements = new Statements(new Cancellation(), limit);
        try {
            body.load().run(true, NoDatabase.changing(rows), parameters, statements);
        } catch (Exception | Error needsAnswer) {
            statements.answered();
        }
        return statements;
    }

    /** Ends a rendering that goes on and on. */
    private static final class Limit implements Statements.Before {

        private int left;

        Limit(int most) {
            this.left = most;
        }

        @Override
        public void statement(String sql) {
            left--;
            if (left < 0) {
                throw new NoDatabase.NeedsAnswer(sql);
            }
        }
    }
}
