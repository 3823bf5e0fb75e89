// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real PgBouncer before the server; Debian's package is enough. */
@ExtendWith(FreshDatabase.class)
@Timeout(120)
class PoolerIT {

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

    @TempDir
    private Path folder;

    private Process pooler;

    @AfterEach
    void stop() throws InterruptedException {
        if (pooler != null) {
            pooler.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void a_pooler_that_lends_sessions_for_a_transaction_is_refused_with_what_to_do(int size, TestDatabase database)
            throws Exception {
        Migrator migrator = through("transaction", size, database);

        assertThatThrownBy(() -> migrator.upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("transaction mode")
                .hasMessageContaining("a url of the migrations' own");
        assertThatThrownBy(migrator::current).isInstanceOf(RefusedException.class);
        assertThat(database.objects()).isEmpty();
        try (Connection next = DriverManager.getConnection(pooled(database), database.user(), database.password())) {
            assertThat(OneConnection.ask(next, "show idle_in_transaction_session_timeout"))
                    .as("what was looked through is left as it was")
                    .isEqualTo("0");
            assertThat(OneConnection.ask(next, "show client_connection_check_interval"))
                    .isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void a_pooler_that_lends_sessions_for_good_works(int size, TestDatabase database) throws Exception {
        Migrator migrator = through("session", size, database);

        assertThat(migrator.upgrade("head").done()).hasSize(4);
        assertThat(migrator.current()).isEqualTo(migrator.heads());
    }

    @Test
    void a_plain_connection_is_no_pooler(TestDatabase database) {
        Migrator migrator = Migrator.configure()
                .dataSource(database.dataSource())
                .packages("dev.migrator.fixtures.shop")
                .build();

        assertThat(migrator.current()).isEmpty();
    }

    private int port;

    private String pooled(TestDatabase database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database.name();
    }

    private Migrator through(String mode, int size, TestDatabase database) throws Exception {
        assumeTrue(Files.isExecutable(PROGRAM), "PgBouncer is not installed");
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        URI server = URI.create(database.url().substring("jdbc:".length()));
        Path users = folder.resolve("users.txt");
        Files.writeString(users, "\"" + database.user() + "\" \"" + database.password() + "\"\n");
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                * = host=%s port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                default_pool_size = %d
                ignore_startup_parameters = extra_float_digits
                """.formatted(server.getHost(), server.getPort(), port, users, mode, size));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        pooler = new ProcessBuilder(command(settings))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitPooler(database);
        return Migrator.configure()
                .url(pooled(database))
                .user(database.user())
                .password(database.password())
                .packages("dev.migrator.fixtures.shop")
                .build();
    }

    /** It refuses to run as root. */
    private static List<String> command(Path settings) {
        return System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--reuid=nobody", "--clear-groups", PROGRAM.toString(), settings.toString())
                : List.of(PROGRAM.toString(), settings.toString());
    }

    private void awaitPooler(TestDatabase database) throws Exception {
        for (boolean answers = false; !answers; ) {
            assertThat(pooler.isAlive()).as(log()).isTrue();
            try {
                DriverManager.getConnection(pooled(database), database.user(), database.password())
                        .close();
                answers = true;
            } catch (SQLException notYet) {
                Thread.sleep(50);
            }
        }
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }
}
