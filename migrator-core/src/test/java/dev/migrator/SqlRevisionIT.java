// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.outcome.StepFailure;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FreshDatabase.class)
class SqlRevisionIT {

    @TempDir
    private Path folder;

    @Test
    void sql_runs_as_it_is_written(TestDatabase database) throws Exception {
        script("users.sql", """
                -- migrator: revision aa11
                -- migrator: message create users
                -- migrator: upgrade
                create table users (id int primary key, name text, tags jsonb);
                copy users (id, name) from stdin;
                1	a;b?
                2	\\N
                \\.
                update users set tags = '{"a": 1}'::jsonb where '{"a": 1}'::jsonb ? 'a';
                create function twice(x int) returns int language sql begin atomic
                  select case when x > 0 then 2 * x else 0 end; select 2 * x;
                end;
                do $$ begin if 1 = 1 then perform 1; end if; end $$;
                insert into users values (3, '{fn now()} ? :x ${name}', null)
                -- migrator: downgrade
                drop function twice(int);
                drop table users;
                """);
        Migrator migrator = migrator(database).build();

        assertThat(migrator.upgrade("head").done().get(0).statements()).isEqualTo(6);
        assertThat(database.query(
                        "select id || coalesce(name, '-') || coalesce(tags::text, '') from users order by id"))
                .containsExactly("1a;b?{\"a\": 1}", "2-{\"a\": 1}", "3{fn now()} ? :x ${name}");
        assertThat(database.query("select twice(4)")).containsExactly("8");

        migrator.downgrade("base");
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void a_failing_statement_is_told_with_its_line_and_leaves_nothing(TestDatabase database) throws Exception {
        script("users.sql", """
                -- migrator: revision aa11
                -- migrator: upgrade
                create table users (id int);

                select id,
                       nobody
                from users;
                """);

        RunFailedException failed = catchThrowableOfType(
                RunFailedException.class, () -> migrator(database).build().upgrade("head"));

        StepFailure failure = failed.report().failure().orElseThrow();
        assertThat(failure.source()).isEqualTo("users.sql:6");
        assertThat(failure.sql().orElseThrow().message()).contains("\"nobody\" does not exist");
        assertThat(failure.aftermath()).isEqualTo(StepFailure.Aftermath.ROLLED_BACK);
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void a_script_outside_a_transaction_builds_an_index_concurrently(TestDatabase database) throws Exception {
        script("a.sql", "-- migrator: revision aa11\n-- migrator: upgrade\ncreate table t (a int);\n");
        script("b.sql", """
                -- migrator: revision aa12
                -- migrator: downRevision aa11
                -- migrator: transactional false
                -- migrator: upgrade
                create index concurrently i on t (a);
                vacuum t;
                -- migrator: downgrade
                drop index concurrently i;
                """);
        Migrator migrator = migrator(database).build();

        migrator.upgrade("head");
        assertThat(database.query("select indexname from pg_indexes where tablename = 't'"))
                .containsExactly("i");
        migrator.downgrade("-1");
        assertThat(database.query("select indexname from pg_indexes where tablename = 't'"))
                .isEmpty();
    }

    @Test
    void all_that_is_wrong_is_told_before_anything_runs(TestDatabase database) throws Exception {
        script(
                "a.sql",
                "-- migrator: revision aa11\n-- migrator: parameters true\n-- migrator: upgrade\nselect ${who};\n");
        RefusedException undefined = catchThrowableOfType(
                RefusedException.class, () -> migrator(database).build().upgrade("head"));
        assertThat(undefined).hasMessageContaining("a.sql:4: the parameter ${who} is not defined");
        assertThat(migrator(database)
                        .parameters(Map.of("who", "1"))
                        .build()
                        .upgrade("head")
                        .done())
                .hasSize(1);

        script("b.sql", "-- migrator: revision aa12\n-- migrator: upgrade\nvacuum;\n\\d\n");
        script("inner/c.sql", "select 1;\n");
        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> migrator(database).build().upgrade("heads"));
        assertThat(refused.problems()).hasSize(2);
        assertThat(refused).hasMessageContaining("b.sql:4").hasMessageContaining("c.sql:1");
    }

    @Test
    void an_empty_folder_is_never_silence(TestDatabase database) {
        RefusedException empty = catchThrowableOfType(
                RefusedException.class, () -> migrator(database).build().upgrade("head"));
        assertThat(empty).hasMessageContaining("no revision in " + folder);

        RefusedException missing = catchThrowableOfType(
                RefusedException.class,
                () -> Migrator.configure()
                        .folders(List.of(folder.resolve("nowhere")))
                        .build()
                        .heads());
        assertThat(missing).hasMessageContaining("nowhere");
    }

    private MigratorBuilder migrator(TestDatabase database) {
        return Migrator.configure()
                .url(database.url())
                .user(database.user())
                .password(database.password())
                .folders(List.of(folder));
    }

    private void script(String name, String text) throws Exception {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }
}
