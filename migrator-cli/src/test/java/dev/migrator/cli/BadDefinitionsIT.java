// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with SQL files and classes is told with file, line and what is expected, and nothing runs. */
@ExtendWith(FreshDatabase.class)
class BadDefinitionsIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = db\n");
        Files.createDirectory(folder.resolve("db"));
        sql("aa11", "revision aa11\nbranchLabels people\nupgrade");
    }

    private void sql(String file, String header) throws Exception {
        sql(file, header, "select 1;");
    }

    private void sql(String file, String header, String statements) throws Exception {
        StringBuilder text = new StringBuilder("-- A licence.\n");
        header.lines().forEach(line -> text.append("-- migrator: ").append(line).append('\n'));
        Files.writeString(
                folder.resolve("db/" + file + ".sql"),
                text.append(statements).append('\n').toString());
    }

    private void java(String file, String annotations) throws Exception {
        boolean seed = annotations.contains("@Seed");
        Files.writeString(folder.resolve("db/" + file + ".java"), """
                import dev.migrator.migration.*;
                import org.jooq.DSLContext;

                %s
                public final class %s implements %s {

                    @Override
                    public void %s(DSLContext db) {
                        db.execute("select 1");
                    }
                }
                """.formatted(
                        annotations, file, seed ? "Seeder" : "Migration", seed ? "apply" : "upgrade"));
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    /** Whatever verb finds it. */
    private void refused(String name, TestDatabase database) throws Exception {
        Shell.Outcome outcome = on(database).run("upgrade");
        golden(name, outcome);
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(on(database).run("validate").transcript()).isEqualTo(outcome.transcript());
        assertThat(database.objects()).isEmpty();
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        Golden.matches("definitions-" + name, Golden.masked(outcome.transcript(), folder));
    }

    @Test
    void keys_that_nothing_has(TestDatabase database) throws Exception {
        sql("x1", "seed x1\nprofile dev\napply");
        sql("x2", "repeatable x2\nafter aa11\nmesage x");
        refused("01-headers", database);
    }

    @Test
    void elements_that_an_annotation_does_not_have(TestDatabase database) throws Exception {
        java("X1", "@Seed(name = \"x1\", profile = \"dev\")");
        java("X2", "@Repeatable(name = \"x2\", after = \"aa11\")");
        refused("02-annotations", database);
    }

    @Test
    void what_an_annotation_cannot_say(TestDatabase database) throws Exception {
        java("X1", "@Precondition(exists = \"t\")\n@Seed(name = \"x1\", profiles = {\"a b\"})");
        java("X2", "@Precondition(exists = \"t\", empty = \"u\")\n@Revision(id = \"x2\", downRevision = \"aa11\")");
        java("X3", "@Precondition(exists = \"a b\")\n@Revision(id = \"x3\", downRevision = \"aa11\")");
        java("X4", "@Repeatable(name = \"x 4\")");
        refused("03-annotations", database);
    }

    @Test
    void names_that_several_have(TestDatabase database) throws Exception {
        sql("x1", "seed people\napply");
        java("X2", "@Seed(name = \"aa11\")");
        sql("x3", "seed twice\napply");
        java("X4", "@Repeatable(name = \"twice\")");
        refused("04-names", database);
        java("X5", "@Revision(id = \"aa12\", downRevision = \"aa11\", branchLabels = {\"people\", \"aa11\"})");
        java("X6", "@Revision(id = \"aa11\")");
        refused("05-ids", database);
    }

    @Test
    void rings(TestDatabase database) throws Exception {
        sql("x1", "repeatable x1\ndependsOn x2");
        java("X2", "@Repeatable(name = \"x2\", dependsOn = \"x1\")");
        java("X3", "@Seed(name = \"x3\", dependsOn = \"x4\")");
        sql("x4", "seed x4\ndependsOn x3\napply");
        refused("06-rings", database);
        sql("x5", "revision x5\ndownRevision x6\nupgrade");
        java("X6", "@Revision(id = \"x6\", downRevision = \"x5\")");
        refused("07-revisions", database);
    }

    @Test
    void what_is_needed_and_unknown(TestDatabase database) throws Exception {
        sql("x1", "seed x1\nafter aa99\napply");
        java("X2", "@Seed(name = \"x2\", after = \"aa98\")");
        java("X3", "@Repeatable(name = \"x3\", dependsOn = \"x1\")");
        refused("08-unknown", database);
        java("X4", "@Revision(id = \"x4\", downRevision = \"aa97\", dependsOn = \"bills\")");
        refused("09-revisions", database);
    }

    @Test
    void what_is_needed_and_not_applied(TestDatabase database) throws Exception {
        sql("x1", "seed x1\nafter aa11\nprofiles dev\napply");
        java("X2", "@Seed(name = \"x2\", after = \"people\")");
        golden("10-not-applied", on(database).run("seed", "apply", "x1", "x2"));
        golden("11-not-applied-json", on(database).run("seed", "apply", "x2", "--json"));
        golden("12-profile", on(database).run("seed", "apply", "--profile", "dve"));
        golden("13-profile", on(database).run("seed", "apply", "x1", "--profile", "dve,dev"));
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void conditions_that_cannot_be_evaluated(TestDatabase database) throws Exception {
        sql("x1", "revision x1\ndownRevision aa11\nprecondition query select 1\nupgrade");
        golden("14-condition", on(database).run("upgrade"));
        Files.delete(folder.resolve("db/x1.sql"));
        java("X2", "@Precondition(query = \"select nothing\")\n@Revision(id = \"x2\", downRevision = \"aa11\")");
        golden("15-condition", on(database).run("upgrade"));
        assertThat(database.query("select revision from migrator_applied")).containsExactly("aa11");
    }

    @Test
    void names_that_a_tag_of_the_database_has(TestDatabase database) throws Exception {
        assertThat(on(database).run("upgrade").exit()).isZero();
        assertThat(on(database).run("tag", "release_1").exit()).isZero();
        assertThat(on(database).run("tag", "release_2").exit()).isZero();
        assertThat(on(database).run("tag", "release_3").exit()).isZero();
        sql("x1", "seed release_1\napply");
        java("X2", "@Repeatable(name = \"release_2\")");
        java("X3", "@Revision(id = \"aa12\", downRevision = \"aa11\", branchLabels = \"release_3\")");
        golden("16-tags", on(database).run("upgrade"));
        golden("17-taken", on(database).run("tag", "people"));
        assertThat(database.query("select revision from migrator_applied where kind <> 'tag'"))
                .containsExactly("aa11");
    }
}
