// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import dev.migrator.revision.Checked;
import dev.migrator.sql.Redaction;
import dev.migrator.sql.SqlScript;
import dev.migrator.sql.SqlStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The statements that recreate a database, from pg_dump: without owners, privileges, tablespaces, subscriptions, security
 * labels and user mappings, which are those of one server, and may hold its passwords. What pg_dump sets for the session and
 * what only psql understands is taken out. Thread-safe; to be used once.
 */
public final class SchemaDump {

    private static final String LOCK_WAIT_MS = "60000";
    private static final Set<String> ROUTINES = Set.of("function", "procedure");

    /** pg_dump writes a routine before the tables that its body is about. */
    private static final String UNCHECKED_BODIES = "set local check_function_bodies = false";

    private final PgDump program;
    private final ClientEnvironment where;
    private final DumpRequest request;
    private @Nullable Process process;
    private boolean cancelled;

    private SchemaDump(PgDump program, ClientEnvironment where, DumpRequest request) {
        this.program = program;
        this.where = where;
        this.request = request;
    }

    /**
     * Names what is to be dumped; nothing runs yet.
     *
     * @param program the program
     * @param where how it reaches the database
     * @param request what it is asked for
     */
    public static SchemaDump of(PgDump program, ClientEnvironment where, DumpRequest request) {
        return new SchemaDump(program, where, request);
    }

    /**
     * Runs pg_dump and gives its statements in order, without semicolons. All names in them are qualified; they are to run
     * in one transaction.
     */
    public Checked<List<String>, DumpIssue> statements() {
        return dumped().flatMap(text -> SqlScript.statements(text)
                .fold(
                        statements -> Checked.sound(kept(statements)),
                        issues -> Checked.unsound(DumpIssue.failed(
                                program,
                                "its output cannot be understood: "
                                        + issues.get(0).message()))));
    }

    /** Ends a pg_dump that runs, and keeps one that does not from running. */
    public synchronized void cancel() {
        cancelled = true;
        if (process != null) {
            process.destroy();
        }
    }

    private static List<String> kept(List<SqlStatement> statements) {
        List<String> kept = new ArrayList<>();
        if (statements.stream().anyMatch(SchemaDump::makesRoutine)) {
            kept.add(UNCHECKED_BODIES);
        }
        statements.stream()
                .filter(statement -> !isOfTheSession(statement.words()) && !isOfTheServer(statement.words()))
                .map(SchemaDump::text)
                .forEach(kept::add);
        return kept;
    }

    private static boolean makesRoutine(SqlStatement statement) {
        return statement.words().size() > 1
                && statement.words().get(0).equals("create")
                && ROUTINES.contains(statement.words().get(1));
    }

    private static boolean isOfTheSession(List<String> words) {
        return words.get(0).equals("set") || words.equals(List.of("select", "pg_catalog", "set_config"));
    }

    /** A user mapping belongs to a role, and may hold a password; every database has a schema public. */
    private static boolean isOfTheServer(List<String> words) {
        return words.equals(List.of("create", "schema", "public"))
                || (words.size() > 2 && words.subList(0, 3).equals(List.of("create", "user", "mapping")));
    }

    /** The schema of the ledger, or of the session, has to be there before the first statement runs. */
    private static String text(SqlStatement statement) {
        boolean schema =
                statement.words().size() > 1 && statement.words().subList(0, 2).equals(List.of("create", "schema"));
        return schema
                ? statement.text().replaceFirst("(?i)^create\\s+schema\\s+", "CREATE SCHEMA IF NOT EXISTS ")
                : statement.text();
    }

    private Checked<String, DumpIssue> dumped() {
        try {
            Path errors = Files.createTempFile("migrator-pg-dump", ".txt");
            try {
                return run(errors);
            } finally {
                Files.delete(errors);
            }
        } catch (IOException failure) {
            return Checked.unsound(DumpIssue.failed(program, failure.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Checked.unsound(DumpIssue.cancelled());
        }
    }

    private Checked<String, DumpIssue> run(Path errors) throws IOException, InterruptedException {
        Process running = start(errors);
        String text;
        int exit;
        try {
            text = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            exit = running.waitFor();
        } finally {
            running.destroy();
        }
        if (isCancelled()) {
            return Checked.unsound(DumpIssue.cancelled());
        }
        return exit == 0 ? Checked.sound(text) : Checked.unsound(DumpIssue.failed(program, said(errors, exit)));
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private synchronized Process start(Path errors) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command()).redirectError(errors.toFile());
        where.into(builder.environment());
        Process started = builder.start();
        started.getOutputStream().close();
        process = started;
        if (cancelled) {
            started.destroy();
        }
        return started;
    }

    private List<String> command() {
        List<String> words = new ArrayList<>(List.of(
                program.program().toString(),
                "--no-owner",
                "--no-privileges",
                "--no-tablespaces",
                "--no-subscriptions",
                "--no-security-labels",
                "--no-password",
                "--encoding=UTF8",
                "--lock-wait-timeout=" + LOCK_WAIT_MS,
                request.rows() ? "--column-inserts" : "--schema-only"));
        request.role().ifPresent(role -> words.add("--role=" + role));
        request.schemas().forEach(schema -> words.add("--schema=" + quoted(schema)));
        if (!request.schemas().isEmpty()) {
            words.add("--strict-names");
            request.extensions().forEach(extension -> words.add("--extension=" + quoted(extension)));
        }
        request.except()
                .forEach(name -> words.add("--exclude-table=" + quoted(name.schema()) + "." + quoted(name.name())));
        return words;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String said(Path errors, int exit) throws IOException {
        String said = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^pg_dump: (?:error: |detail: )?", ""))
                .limit(3)
                .collect(Collectors.joining("; "));
        return Redaction.of("").text(said.isEmpty() ? "it ended with " + exit : said);
    }
}
