// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands as processes of their own on the embedded server: many at once, and some that do not live to their end. */
class EmbeddedProcessesIT {

    @TempDir
    private Path folder;

    private EmbeddedPostgres server;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void configure() throws IOException {
        Shell.onFixture(folder, "slow", "url = embedded");
        server = EmbeddedPostgres.in(folder.resolve(".migrator"), OptionalInt.empty());
    }

    @AfterEach
    void nothing_is_left_running() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        server.stop();
    }

    @Test
    void eight_commands_at_once_on_nothing_all_succeed_and_run_each_revision_once() throws Exception {
        for (int i = 0; i < 8; i++) {
            start("0.2");
        }
        for (Process process : processes) {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        }
        assertThat(server.status().running()).isFalse();
        assertThat(ask("select count(*) from migrator_history")).isEqualTo("1");
    }

    @Test
    void a_command_that_is_told_to_end_takes_the_server_with_it() throws Exception {
        Process process = start("600");
        awaitSleep();
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.status().running()).isFalse();
        assertThat(ask("select count(*) from migrator_applied")).isEqualTo("0");
    }

    @Test
    void a_command_that_is_killed_leaves_no_half_of_its_step_and_the_next_goes_on() throws Exception {
        Process process = start("600");
        awaitSleep();
        process.destroyForcibly().waitFor();
        Process next = start("0");
        String said = new String(next.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(next.waitFor()).as(said).isZero();
        assertThat(said).contains("1 revision upgraded");
        assertThat(server.status().running()).isFalse();
    }

    @Test
    void a_standby_refuses_what_writes_and_answers_what_reads() throws Exception {
        ask("select 1");
        Files.createFile(folder.resolve(".migrator/postgres/data/standby.signal"));

        Shell.Outcome upgrade = Shell.in(folder).run("upgrade");
        assertThat(upgrade.exit()).isEqualTo(3);
        assertThat(upgrade.err()).contains("error: the server is a standby").contains("primary");
        assertThat(Shell.in(folder).run("current").exit()).isZero();
        assertThat(Shell.in(folder).run("downgrade", "base").exit()).isZero();
    }

    private Process start(String seconds) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "upgrade",
                        "-x",
                        "seconds=" + seconds)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("MIGRATOR_"));
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** The lease that asks is gone before the command is, so that the command is the last one out. */
    private void awaitSleep() throws Exception {
        long giveUp = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!Files.exists(folder.resolve(".migrator/postgres/data/postmaster.pid"))
                || ask("select count(*) from pg_stat_activity where query like 'select pg_sleep%'")
                        .equals("0")) {
            assertThat(System.nanoTime()).isLessThan(giveUp);
        }
    }

    private String ask(String sql) throws Exception {
        try (EmbeddedPostgres.Lease lease = server.join();
                Connection connection = DriverManager.getConnection(lease.jdbcUrl(), lease.user(), lease.password());
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
