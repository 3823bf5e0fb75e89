// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Revisions that are files in a folder, with no build tool in between. */
@ExtendWith(FreshDatabase.class)
class FoldersIT {

    @TempDir
    private Path folder;

    private Path migrations;

    @BeforeEach
    void project() throws Exception {
        migrations = Files.createDirectories(folder.resolve("db/migrations"));
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db/migrations\n");
    }

    @Test
    void sources_and_sql_files_run_as_they_are(TestDatabase database) throws Exception {
        Shell shell = on(database);
        golden("folders-01-empty", shell.run("history"));
        golden("folders-02-revision", shell.run("revision", "-m", "create users", "--rev-id", "aa11"));
        edit(
                "CreateUsers.java",
                "// What this revision does, for example: db.alterTable(\"users\").addColumn(...).execute();",
                "db.execute(\"create table users (id int)\");");
        edit(
                "CreateUsers.java",
                "// The way back. Remove this method if there is none: the revision is then irreversible.",
                "db.dropTable(\"users\").execute();");
        golden(
                "folders-03-revision-sql",
                shell.run("revision", "--sql", "-m", "add email", "--rev-id", "aa12", "--json"));
        edit(
                "aa12_add_email.sql",
                "-- migrator: upgrade\n",
                "-- migrator: upgrade\nalter table users add emial text;\n\nselect email from users;\n");
        golden("folders-04-upgrade-fails", shell.run("upgrade"));
        edit("aa12_add_email.sql", "emial", "email");
        edit("aa12_add_email.sql", "is then irreversible.\n", "is then irreversible.\nalter table users drop email;\n");
        golden("folders-05-upgrade", shell.run("upgrade"));
        golden("folders-06-show", shell.run("show", "head"));
        golden("folders-07-history", shell.run("history", "--json"));
        golden("folders-08-downgrade", shell.run("downgrade", "base"));
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void both_kinds_are_merged_and_moved(TestDatabase database) throws Exception {
        Shell shell = on(database);
        shell.run("revision", "-m", "one", "--rev-id", "aa11");
        shell.run("revision", "--sql", "-m", "two", "--rev-id", "aa12");
        shell.run("revision", "-m", "three", "--rev-id", "aa13", "--head", "aa11", "--splice");

        golden("folders-11-check", shell.run("heads", "--check"));
        golden("folders-12-rebase-sql", shell.run("rebase", "aa12", "--onto", "aa13"));
        golden("folders-13-rebase-back", shell.run("rebase", "aa12", "--onto", "aa11"));
        golden("folders-14-rebase-java", shell.run("rebase", "aa13", "--onto", "aa12"));
        golden("folders-15-graph", shell.run("history", "--graph"));
    }

    @Test
    void what_is_wrong_with_a_file_is_told_before_anything_runs(TestDatabase database) throws Exception {
        Shell shell = on(database);
        Files.writeString(migrations.resolve("a.sql"), "-- migrator: revision aa11\n-- migrator: upgrade\nvacuum;\n");
        Files.writeString(migrations.resolve("b.sql"), "select 1;\n");
        golden("folders-21-wrong-sql", shell.run("upgrade"));
        Files.writeString(migrations.resolve("Wrong.java"), "class Wrong {\n\tint x = \"a\";\n}\n");
        golden("folders-22-does-not-compile", shell.run("upgrade"));
        golden("folders-23-does-not-compile-json", shell.run("upgrade", "--json"));
        golden("folders-24-no-folder", shell.run("history", "--migrations", "nowhere"));
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void where_a_build_makes_classes_a_sql_revision_is_a_resource(TestDatabase database) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("target/classes/shop/sql"));
        Files.writeString(folder.resolve("migrator.properties"), "packages = shop.sql\nclasspath = target/classes\n");
        Shell shell = on(database);

        golden("resources-1-revision", shell.run("revision", "--sql", "-m", "add users", "--rev-id", "aa11"));
        Path source = folder.resolve("src/main/resources/shop/sql/aa11_add_users.sql");
        Files.writeString(
                source,
                Files.readString(source)
                        .replace("-- migrator: upgrade\n", "-- migrator: upgrade\ncreate tabel users();\n"));
        Files.copy(source, classes.resolve("aa11_add_users.sql"));
        golden("resources-2-upgrade-fails", shell.run("upgrade"));
        Files.writeString(
                classes.resolve("aa11_add_users.sql"), Files.readString(source).replace("tabel", "table"));
        assertThat(shell.run("upgrade").exit()).isZero();
        assertThat(database.objects()).contains("table users");
        golden("resources-3-show", shell.run("show", "aa11"));
        golden("resources-4-edit", shell.set("EDITOR", "true").run("edit", "aa11"));
        Files.writeString(classes.resolve("other.sql"), "-- migrator: revsion aa12\n");
        golden("resources-5-wrong", shell.run("heads"));
    }

    @Test
    void who_is_in_the_way_of_a_step_is_told(TestDatabase database) throws Exception {
        database.execute("create table users (id int)");
        Files.writeString(
                migrations.resolve("a.sql"),
                "-- migrator: revision aa11\n-- migrator: upgrade\nalter table users add email text;\n");
        Shell shell = on(database);
        try (Connection other = database.connect();
                Statement statement = other.createStatement()) {
            statement.execute("set application_name = 'reporter'");
            other.setAutoCommit(false);
            statement.execute("select * from users");

            contended("contended", shell.run("upgrade", "--lock-timeout", "300ms", "--retries", "1"));
            contended("contended-json", shell.run("upgrade", "--lock-timeout", "300ms", "--retries", "0", "--json"));
        }
    }

    private void contended(String name, Shell.Outcome outcome) throws Exception {
        golden(
                name,
                new Shell.Outcome(
                        outcome.exit(),
                        outcome.out()
                                .replaceAll("\"pid\": [0-9]+", "\"pid\": PID")
                                .replaceAll("(\"[a-z]*[mM]illiseconds\": )[0-9]+", "$1N"),
                        outcome.err()
                                .replaceAll("pid [0-9]+", "pid PID")
                                .replaceAll("[0-9]+ ms|[0-9]+[.][0-9] s", "N ms")
                                .replaceAll("in a transaction for [0-9]+ s", "in a transaction for N s")));
    }

    private void edit(String file, String before, String after) throws Exception {
        String text = Files.readString(migrations.resolve(file));
        assertThat(text).contains(before);
        Files.writeString(migrations.resolve(file), text.replace(before, after));
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        Golden.matches(
                name, Golden.masked(outcome.transcript(), folder).replaceAll("classes/[0-9a-f]{32}", "classes/HASH"));
    }
}
