// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.outcome.RunReport;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.revision.Phase;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A contract that waits for the release after. */
@ExtendWith(FreshDatabase.class)
class PhaseIT {

    private static final UpgradeOptions EXPAND = UpgradeOptions.STRICT.through(Phase.EXPAND);

    @TempDir
    private Path folder;

    @BeforeEach
    void aColumnThatMoves() throws IOException {
        file("aa11", "revision aa11", "create table users (name text);");
        file("aa12", "revision aa12\ndownRevision aa11", "alter table users add given text;");
        file("aa13", "revision aa13\ndownRevision aa12\nphase contract", "alter table users drop name;");
        file("aa14", "revision aa14\ndownRevision aa13", "alter table users alter given set not null;");
        file("bb11", "revision bb11\ndownRevision aa12", "create table bills (id int);");
        file("early", "repeatable early\ndependsOn bb11", "create or replace view early as select id from bills;");
        file("late", "repeatable late", "create or replace view late as select given from users;");
    }

    private void file(String name, String header, String sql) throws IOException {
        StringBuilder text = new StringBuilder();
        header.lines().forEach(line -> text.append("-- migrator: ").append(line).append('\n'));
        Files.writeString(folder.resolve(name + ".sql"), text + "\n-- migrator: upgrade\n" + sql + "\n");
    }

    private Migrator on(TestDatabase database) {
        return Migrator.configure()
                .dataSource(database.dataSource())
                .folders(List.of(folder))
                .build();
    }

    private static List<String> done(RunReport report) {
        return report.done().stream().map(done -> done.step().id().value()).toList();
    }

    @Test
    void one_release_expands_and_the_next_contracts(TestDatabase database) throws Exception {
        Migrator migrator = on(database);

        RunReport first = migrator.upgrade("heads", EXPAND);
        assertThat(done(first)).containsExactlyInAnyOrder("aa11", "aa12", "bb11", "early");
        assertThat(first.plan().notices())
                .containsExactly(
                        "a contract is left for --phase contract: aa13; with what is above it: aa14",
                        "repeatables wait until the database has what they need: late");
        assertThat(database.query("select column_name from information_schema.columns where table_name = 'users'"))
                .containsExactlyInAnyOrder("name", "given");
        migrator.requireUpToDate(Phase.EXPAND);
        assertThatThrownBy(migrator::requireUpToDate).hasMessageContaining("aa13, aa14, late");
        assertThat(migrator.upgrade("heads", EXPAND).plan().isEmpty()).isTrue();

        assertThat(done(migrator.upgrade("heads"))).containsExactly("aa13", "aa14", "late");
        migrator.requireUpToDate();
        assertThat(migrator.upgrade("heads", EXPAND).plan().notices()).isEmpty();
    }

    @Test
    void what_an_expand_lacks_is_told_whatever_waits(TestDatabase database) {
        Migrator migrator = on(database);
        migrator.upgrade("aa12");

        assertThatThrownBy(() -> migrator.requireUpToDate(Phase.EXPAND))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("bb11, early")
                .hasMessageNotContaining("aa13");
    }

    @Test
    void a_contract_that_is_half_done_is_told_and_missing_in_any_phase(TestDatabase database) throws Exception {
        file(
                "aa13",
                "revision aa13\ndownRevision aa12\nphase contract\ntransactional false\nrerunnable true",
                "alter table users drop if exists name;\nselect 1 / 0;");
        assertThatThrownBy(() -> on(database).upgrade("heads")).isInstanceOf(RunFailedException.class);

        RunReport expand = on(database).upgrade("heads", EXPAND);

        assertThat(done(expand)).doesNotContain("aa13");
        assertThat(expand.plan().notices().get(0))
                .isEqualTo("a contract is left for --phase contract: aa13; with what is above it: aa14;"
                        + " interrupted before, and half done: aa13");
        assertThatThrownBy(() -> on(database).requireUpToDate(Phase.EXPAND)).hasMessageContaining("aa13");
    }

    @Test
    void a_target_that_waits_is_no_error(TestDatabase database) {
        Migrator migrator = on(database);

        assertThat(done(migrator.upgrade("aa14", EXPAND))).containsExactly("aa11", "aa12");
        assertThat(migrator.plan("aa13", EXPAND).isEmpty()).isTrue();
        assertThat(migrator.plan("bb11", EXPAND).steps()).hasSize(2);
    }

    @Test
    void a_phase_that_changes_is_no_change_of_code(TestDatabase database) throws Exception {
        on(database).upgrade("heads");
        file("aa13", "revision aa13\ndownRevision aa12", "alter table users drop name;");
        file(
                "aa14",
                "revision aa14\ndownRevision aa13\nphase contract\nprecondition query select false",
                "alter table users alter given set not null;");

        assertThat(on(database).validate().findings()).isEmpty();
        assertThat(on(database).upgrade("heads").plan().isEmpty()).isTrue();
    }
}
