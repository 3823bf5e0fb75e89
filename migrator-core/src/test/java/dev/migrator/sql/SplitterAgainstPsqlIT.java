// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ExecConfig;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * PostgreSQL's own regression scripts, cut by us and by psql. What psql sends is read from the log of the server. The
 * scripts are run for nothing else; most of their statements fail, as they should there.
 */
class SplitterAgainstPsqlIT {

    private static final Path SCRIPTS = Path.of("src/test/resources/dev/migrator/sql/postgres-regress");
    private static final String LOG = "/tmp/statements.json";

    private static Optional<PostgreSQLContainer> server = Optional.empty();

    @BeforeAll
    static void start_a_server_that_logs_each_statement() {
        assumeTrue(
                !Boolean.getBoolean("migrator.test.embedded")
                        && DockerClientFactory.instance().isDockerAvailable(),
                "psql comes with the image of a container, and no Docker engine answers");
        String image = System.getenv().getOrDefault("MIGRATOR_TEST_POSTGRES_IMAGE", "postgres:17-alpine");
        PostgreSQLContainer container = new PostgreSQLContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                .withUsername("postgres")
                .withCommand(
                        "postgres",
                        "-c",
                        "logging_collector=on",
                        "-c",
                        "log_destination=jsonlog",
                        "-c",
                        "log_directory=/tmp",
                        "-c",
                        "log_filename=statements.log",
                        "-c",
                        "log_file_mode=0644",
                        "-c",
                        "log_statement=all")
                .waitingFor(Wait.forListeningPort());
        container.start();
        server = Optional.of(container);
    }

    @AfterAll
    static void stop() {
        server.ifPresent(PostgreSQLContainer::stop);
    }

    static Stream<Path> scripts() throws IOException {
        return Files.list(SCRIPTS)
                .filter(file -> file.toString().endsWith(".sql"))
                .sorted();
    }

    @Test
    void there_are_twenty_scripts() throws IOException {
        assertThat(scripts()).hasSize(20);
    }

    @ParameterizedTest
    @Timeout(60)
    @MethodSource("scripts")
    void a_script_is_cut_into_the_statements_that_psql_sends(Path script) throws Exception {
        List<String> ours = new Splitter(Files.readString(script))
                .split()
                .<List<String>>fold(SplitterAgainstPsqlIT::texts, issues -> {
                    throw new AssertionError(issues);
                });

        assertThat(ours).isNotEmpty().containsExactlyElementsOf(sentByPsql(script));
    }

    private static List<String> texts(List<SqlPiece> pieces) {
        return pieces.stream()
                .map(piece ->
                        withoutSurroundings(((SqlPiece.Sql) piece).statement().text()))
                .toList();
    }

    private static List<String> sentByPsql(Path script) throws Exception {
        PostgreSQLContainer container = server.orElseThrow();
        String database = script.getFileName().toString().replace(".sql", "_script");
        container.copyFileToContainer(Transferable.of(Files.readAllBytes(script)), "/tmp/script.sql");
        psql(container, "-d", "postgres", "-c", "create database " + database);
        psql(container, "-d", database, "-f", "/tmp/script.sql");
        String last = "select 'that was " + database + "'";
        psql(container, "-d", "postgres", "-c", last);
        return statements(logUpTo(last, container), database);
    }

    /** The log is written by a process of its own, some time after. */
    private static String logUpTo(String last, PostgreSQLContainer container) throws Exception {
        String log = "";
        while (!log.contains(last)) {
            log = container.copyFileFromContainer(
                    LOG, (InputStream in) -> new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return log;
    }

    private static void psql(PostgreSQLContainer container, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-h", "127.0.0.1", "-U", "postgres"));
        command.addAll(List.of(arguments));
        container.execInContainer(ExecConfig.builder()
                .envVars(Map.of("PGPASSWORD", container.getPassword()))
                .command(command.toArray(String[]::new))
                .build());
    }

    /** A statement that does not parse is logged with its error alone, any other before it is run. */
    private static List<String> statements(String log, String database) throws IOException {
        List<String> statements = new ArrayList<>();
        String logged = "";
        for (String line : log.lines().toList()) {
            JsonNode entry = new ObjectMapper().readTree(line);
            if (!entry.path("dbname").asText().equals(database)) {
                continue;
            }
            String message = entry.path("message").asText();
            if (message.startsWith("statement: ")) {
                logged = message.substring("statement: ".length());
                statements.add(withoutSurroundings(logged));
            } else if (entry.path("error_severity").asText().equals("ERROR") && entry.has("statement")) {
                String failed = entry.path("statement").asText();
                if (!failed.equals(logged)) {
                    statements.add(withoutSurroundings(failed));
                }
                logged = "";
            }
        }
        statements.removeIf(String::isEmpty);
        return statements;
    }

    /** Psql sends the semicolon, and comments before a statement or by themselves, neither of which is part of ours. */
    private static String withoutSurroundings(String statement) {
        String rest = statement.strip();
        while (rest.startsWith("--") || rest.startsWith("/*")) {
            rest = rest.substring(rest.startsWith("--") ? (rest + "\n").indexOf('\n') : endOfComment(rest))
                    .strip();
        }
        return rest.replaceFirst("\\s*;$", "");
    }

    private static int endOfComment(String text) {
        int depth = 0;
        int at = 0;
        do {
            boolean begins = text.startsWith("/*", at);
            boolean ends = text.startsWith("*/", at);
            depth += begins ? 1 : ends ? -1 : 0;
            at += begins || ends ? 2 : 1;
        } while (depth > 0);
        return at;
    }
}
