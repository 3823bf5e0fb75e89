// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.LedgerWriteException;
import dev.migrator.outcome.SqlError;
import dev.migrator.outcome.StepFailure;
import dev.migrator.plan.Step;
import dev.migrator.sql.Redaction;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Turns what was thrown into what a person needs to know. */
final class Failures {

    /** How much of a failed statement is kept, in characters. */
    private static final int LONGEST_SQL = 4000;

    private Failures() {}

    static StepFailure of(Step step, Throwable cause, Statements statements, StepFailure.Aftermath aftermath) {
        String source = statements.source().isEmpty() ? source(step, cause) : statements.source();
        Redaction redaction = Redaction.of(statements.lastFailed(), statements.lastBound());
        return new StepFailure(
                step,
                RedactedException.of(cause, redaction),
                source,
                sqlError(cause, redaction),
                chain(cause).anyMatch(LedgerWriteException.class::isInstance),
                aftermath,
                1,
                List.of(),
                List.of());
    }

    private static Stream<Throwable> chain(Throwable cause) {
        return Stream.iterate(cause, Objects::nonNull, Throwable::getCause).limit(50);
    }

    /** The topmost frame of the migration's own code: its class, or one inside it; empty where there is none. */
    static String source(Step step, Throwable cause) {
        String className =
                MigrationLoader.runs(step).map(revision -> revision.className()).orElse("");
        return chain(cause)
                .flatMap(thrown -> Stream.of(thrown.getStackTrace()))
                .filter(frame -> frame.getClassName().equals(className)
                        || frame.getClassName().startsWith(className + "$"))
                .filter(frame -> frame.getFileName() != null)
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .findFirst()
                .orElse("");
    }

    static Optional<SqlError> sqlError(Throwable cause, Redaction redaction) {
        return chain(cause)
                .filter(PSQLException.class::isInstance)
                .map(PSQLException.class::cast)
                .findFirst()
                .map(thrown -> sqlError(thrown, redaction));
    }

    private static SqlError sqlError(PSQLException thrown, Redaction redaction) {
        String sql = cut(redaction.statement());
        ServerErrorMessage said = thrown.getServerErrorMessage();
        String state = text(thrown.getSQLState());
        if (said == null) {
            return new SqlError(sql, state, redaction.text(text(thrown.getMessage())), "", "", "", 0);
        }
        return new SqlError(
                sql,
                state,
                redaction.text(text(said.getMessage())),
                redaction.text(text(said.getDetail())),
                redaction.text(text(said.getHint())),
                redaction.text(text(said.getWhere())),
                said.getPosition());
    }

    private static String cut(String sql) {
        return sql.length() <= LONGEST_SQL ? sql : sql.substring(0, LONGEST_SQL) + " …";
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
