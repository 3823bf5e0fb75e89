// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.StepFailure.Aftermath;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.LoopbackProxy;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a step sends besides its body, and what comes of it where a migration or somebody else is in its way. */
@ExtendWith(FreshDatabase.class)
class StepRoundTripsIT {

    private static final int STEPS = 10;

    /** What is sent at once may arrive in two pieces. */
    private static final int HALVES = 3;

    @TempDir
    private Path folder;

    @BeforeEach
    void two_tables() throws Exception {
        script("aa11", "", "create table first (id int primary key);");
        script("aa12", "aa11", "create table second (id int);");
    }

    @Test
    void a_step_is_three_round_trips_one_of_them_its_own(TestDatabase database) throws Exception {
        for (int i = 0; i < STEPS; i++) {
            script("ab" + (10 + i), i == 0 ? "aa12" : "ab" + (9 + i), "create table t" + i + " (id int);");
        }
        int two = pieces(database, "aa12", false);
        assertThat(pieces(database, "head", false)).isCloseTo(two + 3 * STEPS, within(HALVES));

        two = pieces(database, "aa12", true);
        assertThat(pieces(database, "head", true)).isCloseTo(two + 3 * STEPS, within(HALVES));
        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("" + (2 + STEPS));
    }

    private int pieces(TestDatabase database, String target, boolean together) throws Exception {
        database.execute("set client_min_messages = warning; drop schema public cascade; create schema public");
        try (LoopbackProxy proxy = new LoopbackProxy(database.url(), 0, true, () -> {})) {
            builder(database, proxy.jdbcUrl())
                    .singleTransaction(together)
                    .build()
                    .upgrade(target);
            return proxy.sent();
        }
    }

    @Test
    void a_migration_that_lets_go_of_what_is_prepared_is_recorded_all_the_same(TestDatabase database) throws Exception {
        script("aa13", "aa12", "create table third (id int); deallocate all; select 1;");
        script("aa14", "aa13", "create table fourth (id int);");

        assertThat(migrator(database).upgrade("head").done()).hasSize(4);

        assertThat(database.query("select revision from migrator_applied order by 1"))
                .containsExactly("aa11", "aa12", "aa13", "aa14");
        assertThat(database.query("select revision from migrator_history order by id"))
                .containsExactly("aa11", "aa12", "aa13", "aa14");
        assertThat(database.objects()).contains("table third", "table fourth");
    }

    @Test
    void the_same_in_one_transaction(TestDatabase database) throws Exception {
        script("aa13", "aa12", "create table third (id int); deallocate all;");
        script("aa14", "aa13", "create table fourth (id int); deallocate all;");

        assertThat(builder(database, database.url())
                        .singleTransaction(true)
                        .build()
                        .upgrade("head")
                        .done())
                .hasSize(4);

        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("4");
        assertThat(database.query("select count(*) from migrator_history where kind = 'revision'"))
                .containsExactly("4");
    }

    @Test
    void a_row_that_is_there_already_fails_the_step_and_nothing_is_committed(TestDatabase database) throws Exception {
        script(
                "aa13",
                "aa12",
                "create table third (id int); insert into migrator_applied (kind, revision, state, run_id)"
                        + " values ('revision', 'aa13', 'applied', gen_random_uuid());");

        StepFailure failure = failure(database, "head");

        assertThat(failure.aftermath()).isEqualTo(Aftermath.ROLLED_BACK);
        assertThat(failure.unrecorded()).isTrue();
        assertThat(failure.reason())
                .contains("recording revision aa13 touched 0 rows of \"public\".\"migrator_applied\"")
                .contains("must touch 1");
        assertThat(database.objects()).contains("table second").doesNotContain("table third");
        assertThat(database.query("select revision || outcome from migrator_history order by id"))
                .containsExactly("aa11done", "aa12done", "aa13failed");
    }

    @Test
    void a_row_that_is_missing_fails_the_step_and_nothing_is_committed(TestDatabase database) throws Exception {
        script(
                "aa13",
                "aa12",
                "create table third (id int);\n-- migrator: downgrade\ndrop table third;"
                        + " delete from migrator_applied where revision = 'aa13';");
        migrator(database).upgrade("head");

        StepFailure failure = catchThrowableOfType(
                        RunFailedException.class, () -> migrator(database).downgrade("aa12"))
                .report()
                .failure()
                .orElseThrow();

        assertThat(failure.aftermath()).isEqualTo(Aftermath.ROLLED_BACK);
        assertThat(failure.reason()).contains("removing revision aa13 touched 0 rows");
        assertThat(database.objects()).contains("table third");
        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("3");
    }

    @Test
    void an_entry_of_the_history_that_is_swallowed_fails_the_step(TestDatabase database) throws Exception {
        script(
                "aa13",
                "aa12",
                "create table third (id int); create function swallow() returns trigger language plpgsql as 'begin return"
                        + " null; end'; create trigger swallow before insert on migrator_history for each row when"
                        + " (new.outcome = 'done') execute function swallow();");

        StepFailure failure = failure(database, "head");

        assertThat(failure.reason()).contains("the entry of aa13 touched 0 rows of \"public\".\"migrator_history\"");
        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("2");
        assertThat(database.objects()).doesNotContain("table third");
    }

    @Test
    void a_constraint_that_fails_at_the_commit_is_the_migrations_own_mistake(TestDatabase database) throws Exception {
        script(
                "aa13",
                "aa12",
                "create table third (id int references first deferrable initially deferred);"
                        + " insert into third values (1);");

        StepFailure failure = failure(database, "head");

        assertThat(failure.aftermath()).isEqualTo(Aftermath.ROLLED_BACK);
        assertThat(failure.unrecorded()).isFalse();
        assertThat(failure.reason()).contains("violates foreign key constraint");
        assertThat(database.query("select count(*) from migrator_applied")).containsExactly("2");
        assertThat(database.objects()).doesNotContain("table third");
    }

    @Test
    void no_text_is_more_than_a_text_whatever_is_set_for_strings(TestDatabase database) throws Exception {
        String message = "it's \\' a \\\\ \"test\"; ? $1 {d} -- /* $$ \u00fc\u4e16 ',null); drop table first; --";
        Files.writeString(folder.resolve("aa13.sql"), """
                -- migrator: revision aa13
                -- migrator: downRevision aa12
                -- migrator: message %s
                -- migrator: upgrade
                set standard_conforming_strings = off;
                -- migrator: downgrade
                select E'it''s \\\\' as "a\\b";
                """.formatted(message));

        migrator(database).upgrade("head");

        assertThat(database.query("select message from migrator_applied where revision = 'aa13'"))
                .containsExactly(message);
        assertThat(database.query("select downgrade_sql[1] from migrator_applied where revision = 'aa13'"))
                .singleElement()
                .asString()
                .contains("select E'it''s \\\\' as \"a\\b\"");
    }

    @Test
    void the_isolation_that_one_step_sets_for_the_session_the_next_never_sees(TestDatabase database) throws Exception {
        script("aa13", "aa12", "set session characteristics as transaction isolation level serializable;");
        script("aa14", "aa13", "create table seen as select current_setting('transaction_isolation') as level;");

        migrator(database).upgrade("head");

        assertThat(database.query("select level from seen")).containsExactly("read committed");
    }

    @Test
    void a_pooled_connection_keeps_nothing_that_was_prepared_by_sql(TestDatabase database) throws Exception {
        try (Connection pooled = database.connect()) {
            Migrator.configure()
                    .dataSource(new OneConnection(pooled))
                    .folders(List.of(folder))
                    .build()
                    .upgrade("head");

            assertThat(OneConnection.ask(pooled, "select count(*) from pg_prepared_statements where from_sql"))
                    .isEqualTo("0");
            assertThat(OneConnection.ask(pooled, "select count(*) from pg_locks where locktype = 'advisory'"))
                    .isEqualTo("0");
        }
    }

    private StepFailure failure(TestDatabase database, String target) {
        return catchThrowableOfType(
                        RunFailedException.class, () -> migrator(database).upgrade(target))
                .report()
                .failure()
                .orElseThrow();
    }

    private Migrator migrator(TestDatabase database) {
        return builder(database, database.url()).build();
    }

    private MigratorBuilder builder(TestDatabase database, String url) {
        return Migrator.configure()
                .url(url)
                .user(database.user())
                .password(database.password())
                .folders(List.of(folder));
    }

    private void script(String id, String parent, String text) throws Exception {
        Files.writeString(
                folder.resolve(id + ".sql"),
                "-- migrator: revision " + id + "\n"
                        + (parent.isEmpty() ? "" : "-- migrator: downRevision " + parent + "\n")
                        + "-- migrator: upgrade\n" + text + "\n");
    }
}
