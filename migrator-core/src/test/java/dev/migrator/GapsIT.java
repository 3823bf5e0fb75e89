// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.outcome.Script;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What depends on the database is never taken for all that a migration sends: by no script, fingerprint or way back. */
@ExtendWith(FreshDatabase.class)
@Timeout(120)
class GapsIT {

    private static final String HOW_MANY = ".*how many rows a statement changed";
    private static final String CAUGHT = ".*what follows depends on what goes wrong";
    private static final String BATCH =
            "\"update b set done = true where i in (select i from b where done is null limit 1000)\"";

    @TempDir
    private Path folder;

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("int n; do {\n n = db.execute(" + BATCH + "); } while (n == 1000);", HOW_MANY),
                Arguments.of("\nHelp.all(db, " + BATCH + ");", HOW_MANY),
                Arguments.of("int n; do {\n n = Help.some(db, " + BATCH + "); } while (n == 1000);", HOW_MANY),
                Arguments.of(
                        "int n; do {\n n = db.transactionResult(t -> t.dsl().execute(" + BATCH
                                + ")); } while (n == 1000);",
                        HOW_MANY),
                Arguments.of(
                        "db.connection(c -> { try (var s = c.createStatement()) { int n; do {\n s.execute(" + BATCH
                                + "); n = s.getUpdateCount(); } while (n == 1000); } });",
                        HOW_MANY),
                Arguments.of(
                        "java.util.stream.Stream.of(" + BATCH + ")\n.map(db::execute).takeWhile(n -> n == 1000)"
                                + ".forEach(n -> { });",
                        HOW_MANY),
                Arguments.of(
                        "try { db.transaction(t ->\n t.dsl().execute(\"update b set done = true\")); }"
                                + " catch (org.jooq.exception.DataAccessException e) { db.execute(\"delete from b\"); }",
                        CAUGHT),
                Arguments.of(
                        "try {\n db.execute(\"delete from b\"); } catch (Throwable t) { db.execute(\"select 1\"); }",
                        CAUGHT),
                Arguments.of(
                        "int major = db.connectionResult(c ->\n c.getMetaData().getDatabaseMajorVersion());"
                                + " db.execute(major > 100 ? \"delete from b\" : \"update b set done = true\");",
                        ".*getDatabaseMajorVersion"),
                Arguments.of(
                        "\ndb.execute(\"insert into b values (1, true) -- \" + java.util.UUID.randomUUID());",
                        ".*differs from one time to the next"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void what_may_go_on_otherwise_in_the_database_is_a_gap_and_not_kept(
            String body, String reason, TestDatabase database) throws Exception {
        migration(body);
        Migrator nowhere = builder().assuming(List.of()).build();

        Script script = nowhere.script(nowhere.plan("head"), false);
        database.execute("create table b (i int, done boolean); insert into b select generate_series(1, 2500)");
        builder().dataSource(database.dataSource()).build().upgrade("head");

        assertThat(script.gaps())
                .singleElement()
                .extracting(Script.Gap::toString)
                .asString()
                .matches("ga01 at Rga01.java:5: " + reason);
        assertThat(database.query("select revision from migrator_applied where downgrade_sql is null"
                        + (reason.contains("next") ? "" : " and sql_fingerprint is null")))
                .containsExactly("ga01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.stream.Stream.of(\"delete from b\").forEach(db::execute);",
                "db.transactionResult(t -> t.dsl().execute(\"delete from b\"));",
                "Help.some(db, \"delete from b\");",
                "try { db.execute(\"delete from b\"); } catch (RuntimeException e) {"
                        + " throw new IllegalStateException(e); }",
                "db.connection(c -> { try (var s = c.createStatement()) { s.executeUpdate(\"delete from b\");"
                        + " s.addBatch(\"delete from b\"); s.executeBatch(); } });",
            })
    void what_nobody_looks_at_is_no_gap(String body, TestDatabase database) throws Exception {
        migration(body);
        database.execute("create table b (i int, done boolean)");
        builder().dataSource(database.dataSource()).build().upgrade("head");
        Migrator nowhere = builder().assuming(List.of()).build();

        assertThat(nowhere.script(nowhere.plan("head"), false).gaps()).isEmpty();
        assertThat(database.query("select revision from migrator_applied"
                        + " where downgrade_sql is not null and sql_fingerprint is not null"))
                .containsExactly("ga01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Thread.sleep(1_000_000);", "while (true) { db.execute(\"delete from b\"); }"})
    void a_way_back_that_goes_on_and_on_keeps_no_upgrade_waiting(String body, TestDatabase database) throws Exception {
        migration("db.execute(\"create table b (i int)\");", body);

        builder().dataSource(database.dataSource()).build().upgrade("head");

        assertThat(database.query("select revision from migrator_applied where downgrade_sql is null"))
                .containsExactly("ga01");
    }

    @Test
    void what_goes_on_and_on_is_a_gap_that_says_where(TestDatabase database) throws Exception {
        migration("\nThread.sleep(1_000_000);");
        Migrator nowhere = builder().assuming(List.of()).build();

        assertThat(nowhere.script(nowhere.plan("head"), false).gaps())
                .singleElement()
                .extracting(Script.Gap::toString)
                .asString()
                .matches("ga01 at Rga01.java:5: without a database it waits for more than 10 s.*");
    }

    private void migration(String body) throws Exception {
        migration(body, body);
    }

    private void migration(String upgrade, String downgrade) throws Exception {
        Files.writeString(folder.resolve("Help.java"), """
                class Help {
                    static void all(org.jooq.DSLContext db, String sql) {
                        while (some(db, sql) == 1000) { }
                    }
                    static int some(org.jooq.DSLContext db, String sql) {
                        return db.execute(sql);
                    }
                }
                """);
        Files.writeString(folder.resolve("Rga01.java"), """
                import dev.migrator.migration.*;
                @Revision(id = "ga01")
                public class Rga01 implements Migration {
                    public void upgrade(org.jooq.DSLContext db) throws Exception { %s
                    }
                    public void downgrade(org.jooq.DSLContext db) throws Exception { %s
                    }
                }
                """.formatted(upgrade, downgrade));
    }

    private MigratorBuilder builder() {
        return Migrator.configure().folders(List.of(folder)).compileInto(folder.resolve(".classes"));
    }
}
