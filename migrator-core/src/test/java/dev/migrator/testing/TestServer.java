// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import dev.migrator.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The real PostgreSQL that tests run on: a container where a Docker engine answers, else the embedded server. */
interface TestServer extends AutoCloseable {

    /** Without the name of the database, which follows. */
    String jdbcUrlPrefix();

    String user();

    String password();

    PostgresPrograms programs();

    static TestServer start() throws IOException, SQLException {
        boolean docker = !Boolean.getBoolean("migrator.test.embedded")
                && DockerClientFactory.instance().isDockerAvailable();
        TestServer server = docker ? new Container() : new Embedded();
        System.out.println("Tests run on PostgreSQL " + server.version() + ", " + server);
        return server;
    }

    private String version() throws SQLException {
        return new TestDatabase("postgres", jdbcUrlPrefix() + "postgres", user(), password())
                .query("show server_version")
                .get(0);
    }

    /** A container of the image named by MIGRATOR_TEST_POSTGRES_IMAGE, or PostgreSQL's own. */
    final class Container implements TestServer {

        private static final String IMAGE =
                System.getenv().getOrDefault("MIGRATOR_TEST_POSTGRES_IMAGE", "postgres:17-alpine");

        private final PostgreSQLContainer container = new PostgreSQLContainer(
                        DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("postgres"))
                .withUsername("postgres");

        Container() {
            container.start();
        }

        @Override
        public String jdbcUrlPrefix() {
            return "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(5432) + "/";
        }

        @Override
        public String user() {
            return container.getUsername();
        }

        @Override
        public String password() {
            return container.getPassword();
        }

        @Override
        public PostgresPrograms programs() {
            return new PostgresPrograms.OfContainer(container);
        }

        @Override
        public void close() {
            container.stop();
        }

        @Override
        public String toString() {
            return "a Docker container of " + IMAGE;
        }
    }

    /** The project's own embedded server in a folder that goes with it. */
    final class Embedded implements TestServer {

        private final Path folder = Files.createTempDirectory("migrator-test-server");
        private final EmbeddedPostgres.Lease lease =
                EmbeddedPostgres.in(folder, OptionalInt.empty()).join();

        Embedded() throws IOException {}

        @Override
        public String jdbcUrlPrefix() {
            return lease.jdbcUrl().substring(0, lease.jdbcUrl().lastIndexOf('/') + 1);
        }

        @Override
        public String user() {
            return lease.user();
        }

        @Override
        public String password() {
            return lease.password();
        }

        @Override
        public PostgresPrograms programs() {
            URI address = URI.create(lease.jdbcUrl().substring("jdbc:".length()));
            return new PostgresPrograms.OfMachine(
                    address.getHost(), Integer.toString(address.getPort()), lease.user(), lease.password());
        }

        @Override
        public void close() throws IOException {
            lease.close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }

        @Override
        public String toString() {
            return "the embedded server";
        }
    }
}
