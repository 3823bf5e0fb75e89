// SPDX-License-Identifier: Apache-2.0
package dev.migrator.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrowawayPostgresIT {

    @TempDir
    private Path folder;

    @Test
    void nothing_is_left_of_one_and_the_next_begins_anew() throws Exception {
        String address;
        try (ThrowawayPostgres first = ThrowawayPostgres.in(folder)) {
            address = first.jdbcUrl();
            run(first, "create role somebody");
        }
        assertThat(folder.resolve("data")).doesNotExist();
        assertThat(folder.resolve("password")).doesNotExist();
        try (ThrowawayPostgres second = ThrowawayPostgres.in(folder)) {
            assertThat(second.jdbcUrl()).isEqualTo(address);
            assertThat(roles(second)).isEqualTo("0");
        }
    }

    @Test
    void what_a_killed_process_left_running_is_not_joined() throws Exception {
        EmbeddedPostgres left = EmbeddedPostgres.in(folder, OptionalInt.empty());
        long pid = left.start().pid().orElseThrow();

        try (ThrowawayPostgres postgres = ThrowawayPostgres.in(folder.resolve("postgres"))) {
            assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
            assertThat(roles(postgres)).isEqualTo("0");
        }
        assertThat(left.status().running()).isFalse();
    }

    @Test
    void the_second_of_two_waits_for_the_first_to_be_gone() throws Exception {
        CompletableFuture<Boolean> alone;
        try (ThrowawayPostgres first = ThrowawayPostgres.in(folder)) {
            run(first, "create role somebody");
            alone = CompletableFuture.supplyAsync(() -> {
                try (ThrowawayPostgres second = ThrowawayPostgres.in(folder)) {
                    return roles(second).equals("0");
                }
            });
            run(first, "select pg_sleep(0.5)");
            assertThat(alone).isNotDone();
            assertThat(Files.exists(folder.resolve("data"))).isTrue();
        }
        assertThat(alone.get()).isTrue();
    }

    private static void run(ThrowawayPostgres postgres, String sql) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password())) {
            connection.createStatement().execute(sql);
        }
    }

    private static String roles(ThrowawayPostgres postgres) {
        try (Connection connection =
                        DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("select count(*) from pg_roles where rolname = 'somebody'")) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
