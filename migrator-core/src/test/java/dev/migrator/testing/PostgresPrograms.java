// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL's own programs for the server of the tests: those of its container, or else those of this machine. */
public sealed interface PostgresPrograms {

    /** What a program ended with, and all that it printed. */
    record Ended(int exit, String output) {}

    /** Runs a script in a database as the documents tell a person to. */
    Ended psql(TestDatabase database, String script) throws IOException, InterruptedException;

    /** All that a database holds, as statements, without its data. */
    default String schema(TestDatabase database) throws IOException, InterruptedException {
        Ended dump = run("pg_dump", "--schema-only", "--no-owner", "-d", database.name());
        assumeTrue(dump.exit() == 0, dump.output());
        return dump.output().replaceAll("(?m)^\\\\(un)?restrict.*$", "");
    }

    /** Runs a program as the server's superuser. */
    Ended run(String... command) throws IOException, InterruptedException;

    /** Those beside a server in a container. */
    record OfContainer(PostgreSQLContainer container) implements PostgresPrograms {
        @Override
        public Ended psql(TestDatabase database, String script) throws IOException, InterruptedException {
            String file = "/tmp/" + database.name() + ".sql";
            container.copyFileToContainer(Transferable.of(script.getBytes(StandardCharsets.UTF_8)), file);
            return run("psql", "-X", "-v", "ON_ERROR_STOP=1", "-d", database.name(), "-f", file);
        }

        @Override
        public Ended run(String... command) throws IOException, InterruptedException {
            ExecResult result = container.execInContainer(ExecConfig.builder()
                    .envVars(Map.of(
                            "PGPASSWORD",
                            container.getPassword(),
                            "PGUSER",
                            container.getUsername(),
                            "PGHOST",
                            "127.0.0.1"))
                    .command(command)
                    .build());
            return new Ended(result.getExitCode(), result.getStdout() + result.getStderr());
        }
    }

    /** Those of this machine. */
    record OfMachine(String host, String port, String user, String password) implements PostgresPrograms {
        @Override
        public Ended psql(TestDatabase database, String script) throws IOException, InterruptedException {
            Path file = Files.createTempFile("script", ".sql");
            try {
                Files.writeString(file, script);
                return run("psql", "-X", "-v", "ON_ERROR_STOP=1", "-d", database.name(), "-f", file.toString());
            } finally {
                Files.delete(file);
            }
        }

        @Override
        public Ended run(String... command) throws IOException, InterruptedException {
            assumeTrue(isInstalled(command[0]), command[0] + " is not on the path, and no Docker engine answers");
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true);
            builder.environment()
                    .putAll(Map.of("PGHOST", host, "PGPORT", port, "PGUSER", user, "PGPASSWORD", password));
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        }

        private static boolean isInstalled(String program) {
            for (String folder : System.getenv("PATH").split(":")) {
                if (Files.isExecutable(Path.of(folder, program))) {
                    return true;
                }
            }
            return false;
        }
    }
}
