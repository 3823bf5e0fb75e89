// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.CleanFailedException;
import dev.migrator.ConfigurationException;
import dev.migrator.DatabaseUnavailableException;
import dev.migrator.ListenerFailedException;
import dev.migrator.LockUnavailableException;
import dev.migrator.RefusedException;
import dev.migrator.RunCancelledException;
import dev.migrator.RunFailedException;
import dev.migrator.cli.output.CleanFailureView;
import dev.migrator.cli.output.ErrorView;
import dev.migrator.cli.output.FailureView;
import dev.migrator.cli.output.ListenerFailureView;
import dev.migrator.cli.output.View;
import dev.migrator.embedded.EmbeddedPostgresException;
import dev.migrator.outcome.StepFailure;
import dev.migrator.revision.Problem;
import java.util.List;

/**
 * What to tell of an error, and what to end with.
 *
 * @param exit the exit code
 * @param view what to tell
 */
record Errors(ExitCode exit, View view) {

    private static final String NOTHING_CHANGED = "Nothing was changed.";

    private static View view(RunFailedException failed, StepFailure failure) {
        return new FailureView(failed.report(), failure, failed.rehearsal(), ExitCode.FAILED.code());
    }

    static Errors of(Exception thrown) {
        if (thrown instanceof RunFailedException failed
                && failed.report().failure().isPresent()) {
            return new Errors(
                    ExitCode.FAILED, view(failed, failed.report().failure().get()));
        }
        if (thrown instanceof CleanFailedException failed) {
            return new Errors(ExitCode.FAILED, new CleanFailureView(failed.failure(), ExitCode.FAILED.code()));
        }
        if (thrown instanceof ConfigurationException) {
            return simple(ExitCode.USAGE, "configuration", thrown, NOTHING_CHANGED);
        }
        if (thrown instanceof CommandFailedException) {
            return simple(ExitCode.USAGE, "command_failed", thrown, "The file stays as it is now.");
        }
        if (thrown instanceof RefusedException refused) {
            return refused(refused.problems());
        }
        if (thrown instanceof CommandRefusedException refused) {
            return refused(refused.problems());
        }
        if (thrown instanceof RunCancelledException || thrown instanceof CommandCancelledException) {
            return simple(ExitCode.FAILED, "cancelled", thrown);
        }
        if (thrown instanceof ListenerFailedException failed) {
            ErrorView error =
                    ErrorView.of("listener_failed", ExitCode.FAILED.code(), String.valueOf(failed.getMessage()));
            return new Errors(ExitCode.FAILED, new ListenerFailureView(failed.report(), error));
        }
        return ofSurroundings(thrown);
    }

    /** What is no matter of revisions. */
    private static Errors ofSurroundings(Exception thrown) {
        if (thrown instanceof LockUnavailableException) {
            return simple(ExitCode.LOCKED, "lock_unavailable", thrown);
        }
        if (thrown instanceof DatabaseUnavailableException || thrown instanceof EmbeddedPostgresException) {
            return simple(ExitCode.UNAVAILABLE, "database_unavailable", thrown);
        }
        return new Errors(
                ExitCode.FAILED,
                ErrorView.of(
                        "internal",
                        ExitCode.FAILED.code(),
                        "migrator itself failed, which it should not: " + thrown,
                        "The command status tells how the database stands. Run again with -v for more, and report it."));
    }

    private static Errors refused(List<Problem> problems) {
        return new Errors(
                ExitCode.REFUSED,
                new ErrorView("refused", ExitCode.REFUSED.code(), problems, List.of(NOTHING_CHANGED)));
    }

    private static Errors simple(ExitCode exit, String kind, Exception thrown, String... footnotes) {
        return new Errors(exit, ErrorView.of(kind, exit.code(), String.valueOf(thrown.getMessage()), footnotes));
    }
}
