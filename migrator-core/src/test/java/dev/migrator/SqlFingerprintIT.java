// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the SQL of a revision says where its class file does not: after another compiler's work, or none at all. */
@ExtendWith(FreshDatabase.class)
@Timeout(120)
class SqlFingerprintIT {

    private static final String OTHER_COMPILER = "update migrator_applied set fingerprint = 'c1:00;release=11;jdk=11'";

    @TempDir
    private Path folder;

    /** Validates, or upgrades, in a Java of its own: some of jOOQ happens once in the life of one. */
    public static final class Fresh {
        public static void main(String[] arguments) {
            Migrator migrator = migrator(arguments[0], arguments[1], arguments[2], Path.of(arguments[3]));
            if (arguments[4].equals("upgrade")) {
                migrator.upgrade("head");
            }
            System.out.println(migrator.validate().findings());
        }
    }

    @Test
    void the_first_statement_of_a_process_counts_as_all_others(TestDatabase database) throws Exception {
        java("aa11", "db.execute(\"create table users (id int)\");");
        java("aa12", "db.execute(\"create table orders (id int)\");");

        assertThat(fresh(database, "upgrade")).isEqualTo("[]");
        assertThat(database.query("select sql_fingerprint is not null from migrator_applied"))
                .containsExactly("t", "t");

        database.execute(OTHER_COMPILER);
        assertThat(fresh(database, "validate")).isEqualTo("[]");

        java("aa11", "db.execute(\"create table users (id bigint)\");");
        database.execute(OTHER_COMPILER);
        assertThat(fresh(database, "validate")).contains("CHANGED", "aa11").doesNotContain("aa12");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void what_changes_the_meaning_of_statements_counts_as_they_do(String is, String other, TestDatabase database)
            throws Exception {
        database.execute("create schema a; create schema b");
        java("aa11", is);
        migrator(database).upgrade("head");

        java("aa11", other);
        database.execute(OTHER_COMPILER);

        assertThat(kinds(database)).containsExactly("changed");
    }

    static Stream<Arguments> pairs() {
        String schema = "db.connection(c -> { c.setSchema(\"a\"); try (var s = c.createStatement()) {"
                + " s.execute(\"create table users (id int)\"); } });";
        String savepoint = "db.connection(c -> { var point = c.setSavepoint(); try (var s = c.createStatement()) {"
                + " s.execute(\"create table users (id int)\"); } c.releaseSavepoint(point); });";
        String batch = "db.connection(c -> { try (var s = c.createStatement()) {"
                + " s.addBatch(\"create table users (id int)\"); s.executeBatch();"
                + " s.addBatch(\"create table orders (id int)\"); s.executeBatch(); } });";
        String nested =
                "db.transaction(inner -> org.jooq.impl.DSL.using(inner).execute(\"create table users (id int)\"));"
                        + " db.execute(\"create table orders (id int)\");";
        return Stream.of(
                Arguments.of(schema, schema.replace("\"a\"", "\"b\"")),
                Arguments.of(savepoint, savepoint.replace("releaseSavepoint", "rollback")),
                Arguments.of(batch, batch.replace("s.executeBatch(); }", "s.clearBatch(); }")),
                Arguments.of(
                        nested,
                        "db.execute(\"create table users (id int)\");"
                                + " db.execute(\"create table orders (id int)\");"));
    }

    /** Both would send the same within one command, and something else on the next day. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.query(\"insert into days values (?)\", java.time.LocalDate.now()).execute();",
                "java.util.function.Supplier<?> now = java.time.YearMonth::now;"
                        + " db.execute(\"create table days_\" + now.get().toString().replace('-', '_') + \" (id int)\");",
                "if (System.getenv(\"SITE\") == null) { db.execute(\"insert into days values (now())\"); }",
            })
    void what_looks_at_the_clock_is_never_changed_by_its_sql(String body, TestDatabase database) throws Exception {
        database.execute("create table days (day date)");
        java("aa11", body);
        migrator(database).upgrade("head");

        database.execute(OTHER_COMPILER + ", sql_fingerprint = 's1:yesterday'");

        assertThat(kinds(database)).containsExactly("undecided");
    }

    @Test
    void a_code_that_waits_without_a_database_is_left_when_told_to_end(TestDatabase database) throws Exception {
        java("aa11", "db.execute(\"create table users (id int)\");");
        migrator(database).upgrade("head");
        java("aa11", "while (true) { java.util.concurrent.locks.LockSupport.parkNanos(1_000_000); }");
        Migrator migrator = migrator(database);

        CompletableFuture<RunCancelledException> ended = CompletableFuture.supplyAsync(
                () -> catchThrowableOfType(RunCancelledException.class, migrator::validate));
        while (Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("migrator-rendering"))) {
            Thread.sleep(10);
        }
        migrator.cancel();

        assertThat(ended.get(5, TimeUnit.SECONDS)).hasMessageContaining("Nothing was changed");
    }

    private List<String> kinds(TestDatabase database) {
        return migrator(database).validate().findings().stream()
                .map(finding -> finding.kind().label())
                .toList();
    }

    private String fresh(TestDatabase database, String verb) throws Exception {
        ChildProcess.Result result = ChildProcess.start(
                        Fresh.class,
                        List.of(),
                        List.of(database.url(), database.user(), database.password(), folder.toString(), verb))
                .await();
        return result.output().strip().lines().reduce("", (before, last) -> last);
    }

    private void java(String id, String body) throws Exception {
        Files.writeString(folder.resolve("R" + id + ".java"), """
                import dev.migrator.migration.*;
                @Revision(id = "%s"%s)
                public class R%s implements Migration {
                    public void upgrade(org.jooq.DSLContext db) throws Exception {
                        %s
                    }
                }
                """.formatted(
                        id, id.equals("aa11") ? "" : ", downRevision = \"aa11\"", id, body));
    }

    private Migrator migrator(TestDatabase database) {
        return migrator(database.url(), database.user(), database.password(), folder);
    }

    private static Migrator migrator(String url, String user, String password, Path folder) {
        return Migrator.configure()
                .url(url)
                .user(user)
                .password(password)
                .folders(List.of(folder))
                .compileInto(folder.resolve(".classes"))
                .build();
    }
}
