// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in processes of their own that get a signal, as Ctrl-C or an orchestrator sends it. */
@ExtendWith(FreshDatabase.class)
@DisabledOnOs(OS.WINDOWS)
@Timeout(120)
class SignalsIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void three_revisions_of_which_the_second_takes_long() throws IOException {
        Files.createDirectories(folder.resolve("db"));
        script("one", "", "create table one (id int);");
        script("two", "one", "create table two (id int);\nselect pg_sleep(100);");
        script("three", "two", "create table three (id int);");
    }

    private void script(String id, String parent, String sql) throws IOException {
        Files.writeString(
                folder.resolve("db/" + id + ".sql"),
                "-- migrator: revision " + id + "\n"
                        + (parent.isEmpty() ? "" : "-- migrator: downRevision " + parent + "\n")
                        + "-- migrator: upgrade\n" + sql + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void a_signal_cancels_the_statement_rolls_the_step_back_and_is_reported(String signal, TestDatabase database)
            throws Exception {
        assumeFalse(
                signal.equals("INT") && interruptsAreIgnored(), "started in the background, where shells ignore it");
        Process process = start(database, "upgrade");
        await(database, "select 1 from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'");

        signal(process, signal);

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        Golden.matches("signal-running", output());
        assertThat(database.query("select revision || ' ' || state from migrator_applied"))
                .containsExactly("one applied");
        assertThat(database.objects()).contains("table one").doesNotContain("table two");
        assertThat(database.query("select outcome || ' ' || coalesce(error, '') from migrator_history order by id"))
                .containsExactly("done ", "failed the run was told to end");
        assertThat(database.query("select 1 from pg_locks where locktype = 'advisory'"))
                .isEmpty();
        assertThat(database.query("select 1 from pg_stat_activity where application_name = 'migrator'"))
                .isEmpty();
    }

    @Test
    void a_dry_run_ends_and_leaves_nothing(TestDatabase database) throws Exception {
        Process process = start(database, "upgrade", "--dry-run");
        await(database, "select 1 from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'");

        signal(process, "TERM");

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        Golden.matches("signal-dry-run", output());
        assertThat(database.objects()).isEmpty();
        assertThat(database.query("select to_regclass('migrator_ledger')")).containsExactly((String) null);
        assertThat(database.query("select 1 from pg_locks where locktype = 'advisory'"))
                .isEmpty();
    }

    @Test
    void a_step_outside_a_transaction_is_left_as_interrupted(TestDatabase database) throws Exception {
        Path two = folder.resolve("db/two.sql");
        Files.writeString(two, "-- migrator: transactional false\n" + Files.readString(two));
        Process process = start(database, "upgrade");
        await(database, "select 1 from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'");

        signal(process, "TERM");

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(database.query("select revision || ' ' || state from migrator_applied order by 1"))
                .containsExactly("one applied", "two interrupted");
    }

    @Test
    void who_waits_for_another_run_stops_waiting(TestDatabase database) throws Exception {
        Process holder = start(database, "upgrade");
        await(database, "select 1 from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'");
        Files.createDirectories(folder.resolve("other"));
        Process waiting = start(database, "upgrade");
        await(database, "select 1 from pg_stat_activity where query like 'select pg_try_advisory%'");

        signal(waiting, "TERM");

        assertThat(waiting.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(waiting.exitValue()).isEqualTo(1);
        assertThat(output()).contains("error: told to end before anything ran. Nothing was changed");
        holder.destroyForcibly().waitFor();
    }

    @Test
    void a_step_that_is_to_be_tried_again_is_not(TestDatabase database) throws Exception {
        script("two", "one", "create table two (id int);\nlock table one;");
        Process first = start(database, "upgrade", "--lock-timeout", "100ms");
        assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("lock table one");
            script("four", "three", "lock table one;");
            Process process =
                    start(database, "upgrade", "--lock-timeout", "100ms", "--retries", "1000", "--retry-budget", "1h");
            await(database, "select 1 from migrator_history where outcome = 'failed'");

            signal(process, "TERM");

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        }
    }

    @Test
    void the_embedded_server_stops_after_the_run() throws Exception {
        Process process = start("embedded", "", "", "upgrade");
        Path pid = folder.resolve(".migrator/postgres/data/postmaster.pid");
        while (!output().contains("up  one")) {
            assertThat(process.isAlive()).as(output()).isTrue();
            Thread.sleep(50);
        }
        assertThat(pid).exists();

        signal(process, "TERM");

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(output()).contains("the run was told to end while revision two");
        assertThat(pid).doesNotExist();
    }

    private Process start(TestDatabase database, String... words) throws IOException {
        return start(database.url(), database.user(), database.password(), words);
    }

    private Process start(String url, String user, String password, String... words) throws IOException {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db\nurl = " + url + "\n");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        if (!user.isEmpty()) {
            builder.environment().put("MIGRATOR_USER", user);
            builder.environment().put("MIGRATOR_PASSWORD", password);
        }
        return builder.start();
    }

    /** Whether this process was started so that it, and all that it starts, never sees a Ctrl-C. */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                && Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .anyMatch(line ->
                                (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
    }

    private static void signal(Process process, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private String output() throws IOException {
        return Golden.masked(Files.readString(folder.resolve("output")), folder);
    }

    private static void await(TestDatabase database, String sql) throws Exception {
        while (database.query(sql).isEmpty()) {
            Thread.sleep(20);
        }
    }
}
