// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.embedded.EmbeddedPostgres;
import dev.migrator.outcome.StepEvent;
import dev.migrator.outcome.StepFailure;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that is restarted while a run is under way; a server of its own, therefore. */
@Timeout(120)
class ServerRestartIT {

    @TempDir
    private Path folder;

    private EmbeddedPostgres server;

    @BeforeEach
    void start() {
        server = EmbeddedPostgres.in(folder, OptionalInt.empty());
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    /** SIGINT ends a server fast, SIGQUIT as a crash would. */
    @ParameterizedTest
    @ValueSource(strings = {"INT", "QUIT"})
    void a_restart_in_a_step_fails_it_and_the_next_run_goes_on(String signal) throws Exception {
        CompletableFuture<RunFailedException> run = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                RunFailedException.class, () -> migrator("600", event -> {}).upgrade("head")));
        await("select 1 from pg_stat_activity where query like '%pg_sleep%' and state = 'active'"
                + " and pid <> pg_backend_pid()");

        restart(signal);

        StepFailure failure = run.join().report().failure().orElseThrow();
        assertThat(failure.step().id()).hasToString("sleeper");
        assertThat(failure.reason()).containsAnyOf("terminating connection", "I/O error");
        assertGoesOn();
    }

    @Test
    void a_restart_between_two_steps_fails_the_next_and_the_next_run_goes_on() throws Exception {
        Consumer<StepEvent> restarting = event -> {
            if (event instanceof StepEvent.StepDone done
                    && done.result().step().id().value().equals("before")) {
                restart("INT");
            }
        };

        RunFailedException failed = catchThrowableOfType(
                RunFailedException.class, () -> migrator("0", restarting).upgrade("head"));

        assertThat(failed.report().done()).hasSize(1);
        assertThat(failed.report().notRun()).hasSize(1);
        assertGoesOn();
    }

    private void assertGoesOn() throws SQLException {
        assertThat(migrator("0", event -> {}).upgrade("head").done()).hasSize(2);
        assertThat(database().query("select revision || ' ' || state from migrator_applied order by applied_at"))
                .containsExactly("before applied", "sleeper applied", "after applied");
        assertThat(database().query("select revision from migrator_history where outcome = 'done' order by id"))
                .containsExactly("before", "sleeper", "after");
        List<String> restarted = database().objects();
        migrator("0", event -> {}).downgrade("base");
        migrator("0", event -> {}).upgrade("head");
        assertThat(restarted).isEqualTo(database().objects());
    }

    private void restart(String signal) {
        try {
            long pid = server.status().pid().orElseThrow();
            assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                            .start()
                            .waitFor())
                    .isZero();
            while (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
                Thread.sleep(20);
            }
            server.start();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Migrator migrator(String sleep, Consumer<StepEvent> listener) {
        TestDatabase database = database();
        return Migrator.configure()
                .url(database.url())
                .user(database.user())
                .password(database.password())
                .packages("dev.migrator.fixtures.slow")
                .parameters(Map.of("sleep", sleep))
                .listener(listener)
                .build();
    }

    private TestDatabase database() {
        try (EmbeddedPostgres.Lease lease = server.join()) {
            return new TestDatabase("postgres", lease.jdbcUrl(), lease.user(), lease.password());
        }
    }

    private void await(String sql) throws Exception {
        long giveUp = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (database().query(sql).isEmpty()) {
            assertThat(System.nanoTime()).as("waiting for: " + sql).isLessThan(giveUp);
            Thread.sleep(20);
        }
    }
}
