// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How an emptying is shown and asked for, and who may not have it. */
@ExtendWith(FreshDatabase.class)
class CleanVerbIT {

    @TempDir
    private Path folder;

    private void someSchema(TestDatabase database) throws Exception {
        database.execute(
                "create table \"Odd \"\"t.x\" (id int); insert into \"Odd \"\"t.x\" select generate_series(1, 1234);"
                        + " create view v as select 1 as n; create type mood as enum ('ok');"
                        + " create function twice(n int) returns int language sql as 'select n * 2'");
        Files.writeString(
                folder.resolve("aa11.sql"),
                "-- migrator: revision aa11\n-- migrator: message people\n"
                        + "-- migrator: upgrade\ncreate table people (id int primary key);\n"
                        + "-- migrator: downgrade\ndrop table people;\n");
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\n");
        assertThat(on(database).run("upgrade").exit()).isZero();
        database.execute("analyze");
    }

    @Test
    void what_goes_is_shown_and_asked_for(TestDatabase database) throws Exception {
        someSchema(database);
        golden(database, "01-not-enabled", on(database).run("clean", "--yes"));
        golden(database, "02-not-enabled-json", on(database).run("clean", "--yes", "--json"));
        golden(database, "03-plan", on(database).run("clean", "--plan"));
        golden(database, "04-plan-json", on(database).run("clean", "--plan", "--json"));
        golden(
                database,
                "05-neither",
                on(database).set("MIGRATOR_CLEAN_ENABLED", "yes").run("clean"));
        golden(database, "06-nobody-to-ask", enabled(database).run("clean"));
        golden(database, "07-no", enabled(database).answering(question -> "yes").run("clean"));
        assertThat(database.query("select count(*) from people")).containsExactly("0");

        golden(
                database,
                "08-typed",
                enabled(database).answering(question -> database.name()).run("clean"));
        assertThat(database.objects()).isEmpty();
        golden(database, "09-nothing-left", enabled(database).run("clean"));
        assertThat(on(database).run("upgrade").out()).contains("1 revision upgraded");
        golden(database, "10-yes-json", enabled(database).run("clean", "--yes", "--json", "-q"));
        golden(database, "11-nothing-left-json", enabled(database).run("clean", "--json"));
    }

    @Test
    void revisions_that_do_not_compile_are_no_obstacle(TestDatabase database) throws Exception {
        database.execute("create table t (id int)");
        Files.writeString(folder.resolve("Broken.java"), "class Broken {");
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\nclean-enabled = true\n");

        assertThat(on(database).run("clean", "--yes", "-q").exit()).isZero();
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void what_stands_in_the_way_is_named(TestDatabase database) throws Exception {
        database.execute("create schema other; create table a (id int primary key); create table b (id int);"
                + " create view other.v as select * from a; create table other.t (id int references a)");
        golden(database, "21-needed-elsewhere", enabled(database).run("clean", "--yes"));
        golden(database, "22-needed-elsewhere-json", enabled(database).run("clean", "--plan", "--json"));
        database.execute("drop schema other cascade");
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("set application_name = 'reporter'; select * from b");
            Shell shell = enabled(database).set("MIGRATOR_LOCK_TIMEOUT", "400ms");
            golden(database, "23-locked", shell.run("clean", "--yes", "-q"));
            golden(database, "24-locked-json", shell.run("clean", "--yes", "-q", "--json"));
        }
        assertThat(database.objects()).contains("table a", "table b");
    }

    @Test
    void of_many_things_some_are_named(TestDatabase database) throws Exception {
        database.execute("do $$ begin for n in 1..500 loop execute format("
                + "'create table t%s (id int primary key, check (id > 0), name text unique)', n);"
                + " end loop; end $$; analyze");

        golden(
                database,
                "31-many",
                on(database).set("MIGRATOR_SCHEMA", "public,nope").run("clean", "--plan"));
    }

    private Shell enabled(TestDatabase database) {
        return on(database).set("MIGRATOR_CLEAN_ENABLED", "true");
    }

    private Shell on(TestDatabase database) {
        Shell shell = Shell.in(folder);
        Map.of("URL", database.url(), "USER", database.user(), "PASSWORD", database.password())
                .forEach((name, value) -> shell.set("MIGRATOR_" + name, value));
        return shell;
    }

    private void golden(TestDatabase database, String name, Shell.Outcome outcome) throws Exception {
        Golden.matches(
                "clean-" + name,
                Golden.masked(outcome.transcript(), folder)
                        .replace(database.name(), "shop")
                        .replaceAll("//[a-z0-9.]+:[0-9]+/", "//HOST:PORT/")
                        .replaceAll(
                                "takes [0-9]+ locks, and the server has room for [0-9]+",
                                "takes N locks, and the server has room for N")
                        .replaceAll("in [0-9]+ transactions, the ledger", "in N transactions, the ledger")
                        .replaceAll("pid [0-9]+", "pid PID")
                        .replaceAll("\"pid\": [0-9]+", "\"pid\": 0")
                        .replaceAll("in a transaction for [0-9]+ s", "in a transaction for N s")
                        .replaceAll("\"transactionMilliseconds\": [0-9]+", "\"transactionMilliseconds\": 0"));
    }
}
