// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the history tells an auditor. */
@ExtendWith(FreshDatabase.class)
class LogIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void project() throws Exception {
        Files.writeString(folder.resolve("migrator.properties"), "migrations = .\napplication-version = 1.4\n");
        script("aa11", "", "create table users (id int);");
        script("aa12", "-- migrator: downRevision aa11\n-- migrator: transactional false\n", "select 1/0;");
    }

    @Test
    void all_that_happened_is_told_the_newest_first(TestDatabase database) throws Exception {
        Shell shell = on(database);
        golden("log-01-empty", shell.run("log"));
        assertThat(shell.run("upgrade").exit()).isEqualTo(1);
        assertThat(shell.run("repair", "--not-applied", "aa12", "--apply").exit())
                .isZero();
        assertThat(shell.run("downgrade", "base").exit()).isZero();

        golden("log-02-all", shell.run("log"));
        golden("log-03-json", shell.run("log", "--json", "aa11"));
        golden("log-04-one", shell.run("log", "aa12"));
        String run = database.query("select run_id from migrator_history where operation = 'downgrade'")
                .get(0);
        golden("log-05-run", shell.run("log", "--run", run.substring(0, 13).toUpperCase(Locale.ROOT)));
        golden("log-06-since", shell.run("log", "--since", "1h", "--run", run));
        assertThat(shell.run("log", "--since", "2999-01-01").out()).isEqualTo("nothing in the history\n");
    }

    @Test
    void what_the_code_no_longer_has_is_named_by_its_whole_id(TestDatabase database) throws Exception {
        Shell shell = on(database);
        assertThat(shell.run("upgrade", "aa11").exit()).isZero();
        Files.delete(folder.resolve("aa11.sql"));
        script("aa12", "", "select 1;");

        assertThat(shell.run("log", "aa11").out()).contains("upgrade done  aa11");
        golden("log-11-unknown", shell.run("log", "aa1"));
        golden("log-12-nothing", shell.run("log", "aa12"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--since=yesterday", "--since=2026-13-01", "--run=x", "--run=' or 1=1"})
    void what_makes_no_sense_is_refused(String option, TestDatabase database) throws Exception {
        Shell.Outcome outcome = on(database).run("log", option);

        assertThat(outcome.exit()).isEqualTo(2);
        assertThat(outcome.err()).contains(option.substring(0, option.indexOf('=')));
    }

    private void script(String id, String header, String text) throws Exception {
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- migrator: revision " + id + "\n" + header + "-- migrator: upgrade\n" + text
                        + "\n-- migrator: downgrade\ndrop table users;\n");
    }

    private Shell on(TestDatabase database) {
        return Shell.in(folder)
                .set("MIGRATOR_URL", database.url())
                .set("MIGRATOR_USER", database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }

    private void golden(String name, Shell.Outcome outcome) throws Exception {
        String masked = Golden.maskedLog(outcome.transcript(), folder)
                .replaceAll("\"(osUser|host|toolVersion)\": \"[^\"]*\"", "\"$1\": \"…\"")
                .replaceAll("migrator [^,]*, application", "migrator VERSION, application")
                .replaceAll("\"id\": [0-9]+", "\"id\": N");
        Golden.matches(name, masked);
    }
}
