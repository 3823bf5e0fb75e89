// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.outcome.SqlError;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tries again what was rolled back because others were in its way, and tells who was. */
final class Retries {

    /** A lock that was not had in time, a deadlock, a serialization failure. */
    private static final Set<String> IN_THE_WAY = Set.of("55P03", "40P01", "40001");
    /** The time for a statement may have been spent waiting for a lock. */
    private static final String CANCELLED = "57014";

    private final RetryPolicy policy;
    private final LockWatch watch;
    private final Cancellation cancellation;
    private final Consumer<StepEvent> listener;

    Retries(RetryPolicy policy, LockWatch watch, Cancellation cancellation, Consumer<StepEvent> listener) {
        this.policy = policy;
        this.watch = watch;
        this.cancellation = cancellation;
        this.listener = listener;
    }

    /** Between two tries no transaction is open, and each try pins the session anew. */
    StepRunner.Outcome run(Supplier<StepRunner.Outcome> attempt) {
        long start = System.nanoTime();
        for (int tries = 1; ; tries++) {
            watch.forget();
            StepRunner.Outcome outcome = attempt.get();
            if (!(outcome instanceof StepRunner.Outcome.Failed failed)) {
                return outcome;
            }
            StepFailure failure = explained(failed.failure(), tries);
            Optional<Duration> pause = isWorthAnother(failure)
                    ? policy.pause(tries, Duration.ofNanos(System.nanoTime() - start))
                    : Optional.empty();
            if (pause.isEmpty() || !slept(pause.get(), failure, tries)) {
                return new StepRunner.Outcome.Failed(failure);
            }
        }
    }

    private StepFailure explained(StepFailure failure, int tries) {
        boolean waited = failure.sql().filter(Retries::mayHaveWaited).isPresent();
        return failure.after(tries, waited ? watch.seen() : List.of());
    }

    /** Whether somebody may have been in the way. */
    static boolean mayHaveWaited(SqlError error) {
        return IN_THE_WAY.contains(error.state()) || error.state().equals(CANCELLED);
    }

    private static boolean isWorthAnother(StepFailure failure) {
        return failure.rolledBack()
                && failure.sql()
                        .map(SqlError::state)
                        .filter(IN_THE_WAY::contains)
                        .isPresent();
    }

    /** Whoever interrupts the thread wants the run to end, too. */
    private boolean slept(Duration pause, StepFailure failure, int tries) {
        listener.accept(new StepEvent.StepRetried(failure, tries, pause));
        try {
            cancellation.pause(pause);
            return true;
        } catch (CancellationException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
