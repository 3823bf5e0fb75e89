// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrator.DatabaseAdmin;
import dev.migrator.revision.Checked;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.Rich;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What pg_dump tells of a database, as statements. */
@ExtendWith(FreshDatabase.class)
class SchemaDumpIT {

    private static final DumpRequest ALL = new DumpRequest(List.of(), List.of(), List.of(), Optional.empty(), false);

    @TempDir
    private Path folder;

    @Test
    void its_statements_recreate_the_database(TestDatabase database, TestDatabase other) throws Exception {
        Rich.createIn(database);
        List<String> statements = statements(database, ALL);
        assertThat(statements.get(0)).isEqualTo("set local check_function_bodies = false");
        assertThat(statements.subList(1, statements.size()))
                .noneMatch(sql -> sql.startsWith("SET ") || sql.startsWith("\\") || sql.contains("default_tablespace"))
                .noneMatch(sql -> sql.startsWith("SELECT pg_catalog.set_config"))
                .noneMatch(sql -> sql.matches("(?s)CREATE SCHEMA public.*|--.*"))
                .contains("CREATE SCHEMA IF NOT EXISTS \"Mixed Case\"")
                .anyMatch(sql -> sql.contains("\nSET x = 1;\n\\restrict not a command\n")
                        && sql.contains("\n-- migrator: downgrade\n")
                        && sql.contains("\nCREATE SCHEMA public;\n"));
        try (Connection connection = other.connect()) {
            connection.setAutoCommit(false);
            for (String statement : statements) {
                connection.createStatement().execute(statement);
            }
            connection.commit();
        }
        List<CatalogKind> ofOneServer = List.of(CatalogKind.PRIVILEGE, CatalogKind.OWNER);
        assertThat(read(database).without(ofOneServer).difference(read(other).without(ofOneServer)))
                .isEmpty();
    }

    @Test
    void what_is_excluded_is_not_told_nor_what_is_of_one_server(TestDatabase database) throws Exception {
        database.execute(
                "create table \"Own\" (id int generated always as identity); create view heads as select 1 as one;"
                        + " create table \"Own.more\" (id int);"
                        + " create foreign data wrapper far; create server there foreign data wrapper far;"
                        + " create user mapping for current_user server there options (password 'tell-me-not')");
        List<RelationName> except = List.of(new RelationName("public", "Own"), new RelationName("public", "heads"));
        assertThat(statements(database, new DumpRequest(List.of(), List.of(), except, Optional.empty(), false)))
                .noneMatch(sql -> sql.contains("\"Own\"") || sql.contains("heads") || sql.contains("tell-me-not"))
                .anyMatch(sql -> sql.contains("\"Own.more\""))
                .anyMatch(sql -> sql.startsWith("CREATE SERVER there"));
    }

    @Test
    void rows_come_with_it_where_they_are_wanted(TestDatabase database) throws Exception {
        database.execute(
                "create table t (id serial, b text); insert into t (b) values ('a;'), (E'b\\n\\\\restrict x')");
        assertThat(statements(database, new DumpRequest(List.of(), List.of(), List.of(), Optional.empty(), true)))
                .contains("INSERT INTO public.t (id, b) VALUES (1, 'a;')")
                .anyMatch(sql -> sql.startsWith("SELECT pg_catalog.setval("));
    }

    @Test
    void only_the_named_schemas_and_extensions_are_told(TestDatabase database) throws Exception {
        Rich.createIn(database);
        List<String> some = statements(
                database,
                new DumpRequest(
                        List.of("Mixed Case", "public"), List.of("citext"), List.of(), Optional.empty(), false));
        assertThat(some)
                .anyMatch(sql -> sql.startsWith("CREATE TABLE \"Mixed Case\"."))
                .anyMatch(sql -> sql.startsWith("CREATE EXTENSION IF NOT EXISTS citext"))
                .noneMatch(sql -> sql.startsWith("CREATE EXTENSION IF NOT EXISTS btree_gist"))
                .noneMatch(sql -> sql.startsWith("CREATE SCHEMA public") || sql.startsWith("CREATE TABLE audit."));
        assertThat(problem(database, new DumpRequest(List.of("absent"), List.of(), List.of(), Optional.empty(), false)))
                .contains("pg_dump_failed", "absent", "setting schema");
    }

    @Test
    void many_and_large_statements_stream_through(TestDatabase database) throws Exception {
        database.execute(
                "do $$ begin for i in 1..300 loop execute format('create function f%s() returns text language sql as"
                        + " %L', i, 'select ''' || repeat('; $x$ ' || i, 9000) || ''''); end loop; end $$");
        assertThat(statements(database, ALL)).hasSize(301);
    }

    @Test
    void a_password_that_is_wrong_is_not_told(TestDatabase database) throws Exception {
        DatabaseAdmin wrong =
                DatabaseAdmin.of(database.url(), Optional.of(database.user()), Optional.of("tell-me-not"));
        assertThat(problem(SchemaDump.of(program(database), wrong.clientEnvironment(), ALL)))
                .contains("pg_dump_failed", "password authentication failed")
                .doesNotContain("tell-me-not");
        assertThat(wrong.clientEnvironment().toString()).doesNotContain("tell-me-not");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void it_can_be_told_to_end(TestDatabase database) throws Exception {
        Path slow = Files.writeString(folder.resolve("pg_dump"), "#!/bin/sh\nexec sleep 60\n");
        Files.setPosixFilePermissions(slow, PosixFilePermissions.fromString("rwxr-xr-x"));
        SchemaDump dump = SchemaDump.of(new PgDump(slow, "99"), environment(database), ALL);
        CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> problem(dump));
        Thread.sleep(300);
        dump.cancel();
        assertThat(told.get(10, TimeUnit.SECONDS)).startsWith("cancelled");
    }

    private static List<String> statements(TestDatabase database, DumpRequest request) throws Exception {
        return SchemaDump.of(program(database), environment(database), request)
                .statements()
                .fold(sound -> sound, issues -> {
                    throw new AssertionError(issues.get(0).message());
                });
    }

    private static String problem(TestDatabase database, DumpRequest request) throws Exception {
        return problem(SchemaDump.of(program(database), environment(database), request));
    }

    private static String problem(SchemaDump dump) {
        Checked<List<String>, DumpIssue> dumped = dump.statements();
        return dumped.fold(
                sound -> "none",
                issues -> issues.get(0).kind() + ": " + issues.get(0).message());
    }

    private static PgDump program(TestDatabase database) throws Exception {
        int server = read(database).serverVersion();
        Optional<PgDump> program = PgDump.find(Optional.empty(), String.valueOf(System.getenv("PATH")), server)
                .fold(Optional::of, issues -> Optional.empty());
        assumeTrue(program.isPresent(), "no pg_dump is installed that is as new as the server");
        return program.orElseThrow();
    }

    private static ClientEnvironment environment(TestDatabase database) {
        return DatabaseAdmin.of(database.url(), Optional.of(database.user()), Optional.of(database.password()))
                .clientEnvironment();
    }

    private static Catalog read(TestDatabase database) throws Exception {
        try (Connection connection = database.connect()) {
            return Catalog.read(connection, CatalogScope.ALL);
        }
    }
}
