// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts that are written without a database; ScriptIT of the library runs them. */
class ScriptVerbsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void revisions() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\nlock-timeout = 7s\n");
        Files.writeString(
                folder.resolve("aa11.sql"),
                "-- migrator: revision aa11\n-- migrator: message people\n-- migrator: upgrade\n"
                        + "create table people (id int);\n-- migrator: downgrade\ndrop table people;\n");
        Files.writeString(
                folder.resolve("aa12.sql"),
                "-- migrator: revision aa12\n-- migrator: downRevision aa11\n-- migrator: transactional false\n"
                        + "-- migrator: upgrade\ncreate index concurrently people_id on people (id);\n"
                        + "-- migrator: downgrade\ndrop index concurrently people_id;\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "upgrade    | upgrade --sql --from base",
                "onward     | upgrade --sql --from aa11 --json",
                "downgrade  | downgrade base --sql --from aa12",
                "way-back   | future-rollback --from aa11",
                "stamp      | stamp aa11 --sql --from base",
                "one        | upgrade aa11 --sql --from base --single-transaction",
                "not-one    | upgrade --sql --from base --single-transaction",
                "nothing    | upgrade --sql --from head",
                "unknown    | upgrade --sql --from nope",
                "relative   | upgrade --sql --from +1",
                "misplaced  | upgrade --from aa11",
                "incomplete | upgrade --allow-incomplete",
                "both       | upgrade --sql --plan --from base",
                "nowhere    | upgrade --sql"
            })
    void a_plan_is_printed_as_a_script(String name, String command) throws Exception {
        golden(name, Shell.in(folder).run(command.split(" ")));
    }

    @Test
    void what_only_the_database_knows_ends_with_3_and_is_named() throws Exception {
        Files.delete(folder.resolve("aa12.sql"));
        Files.writeString(folder.resolve("Count.java"), """
                import dev.migrator.migration.*;
                import org.jooq.DSLContext;

                @Revision(id = "aa13", downRevision = "aa11")
                public class Count implements Migration {
                    @Override
                    public void upgrade(DSLContext db) {
                        db.fetch("select * from people");
                    }
                }
                """);

        Shell.Outcome refused = Shell.in(folder).run("upgrade", "--sql", "--from", "aa11");

        assertThat(refused.exit()).isEqualTo(3);
        golden("gap", refused);
        assertThat(Shell.in(folder)
                        .run("upgrade", "--sql", "--from", "aa11", "--allow-incomplete")
                        .exit())
                .isZero();
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        Golden.matches(
                "script-" + name,
                Golden.masked(outcome.transcript(), folder)
                        .replaceAll("for [^ ]+ on [^ \\\\\n]+", "for USER on HOST")
                        .replaceAll("written by migrator [^ ]+", "written by migrator VERSION")
                        .replaceAll("(?<=, [01], )'[^']*', '[^']*', '[^']*'", "'USER', 'HOST', 'VERSION'")
                        .replaceAll("values \\(1, '[^']*'\\)", "values (1, 'VERSION')"));
    }
}
