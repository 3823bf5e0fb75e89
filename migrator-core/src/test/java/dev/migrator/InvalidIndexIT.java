// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.plan.RepairRequest;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a concurrent build of an index leaves behind that breaks off; here over rows that are not unique. */
@ExtendWith(FreshDatabase.class)
@Timeout(60)
class InvalidIndexIT {

    private static final String INVALID =
            "select c.relname from pg_index join pg_class c on c.oid = indexrelid" + " where not indisvalid order by 1";

    @Revision(id = "aa01", transactional = false, rerunnable = true, message = "unique names")
    static final class Rerunnable implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute(
                    "CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"Users \"\"name\"\"\" ON public.\"users\" (name)");
        }
    }

    @Revision(id = "aa02", transactional = false)
    static final class Once implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create unique index concurrently users_name on users (name)");
        }
    }

    @Revision(id = "aa03", transactional = false, rerunnable = true)
    static final class Nameless implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create unique index concurrently on users (name)");
        }
    }

    @Test
    void an_index_that_is_left_behind_invalid_is_named(TestDatabase database) throws Exception {
        twoOfAName(database);
        database.execute("create table others (id int, name text); insert into others values (1, 'a'), (2, 'a')");
        database.execute("create unique index others_id on others (id)");
        database.execute("update pg_index set indisvalid = false where indexrelid = 'others_id'::regclass");
        Migrator migrator = on(database).migrations(new Once()).build();

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"));

        assertThat(failed.report().failure().orElseThrow().invalidIndexes()).containsExactly("public.users_name");
        assertThat(database.query(INVALID)).containsExactly("others_id", "users_name");
    }

    @Test
    void an_index_that_a_killed_process_left_behind_is_named_by_all_that_tell_of_the_interrupted_revision(
            TestDatabase database) throws Exception {
        Migrator migrator = on(database).migrations(new Once()).build();
        database.execute("create table users (id int, name text)");
        migrator.upgrade("head");
        assertThat(migrator.validate().invalidIndexes()).isEmpty();
        database.execute("update pg_index set indisvalid = false where indexrelid = 'users_name'::regclass");
        assertThat(migrator.validate().invalidIndexes()).isEmpty();
        database.execute("update migrator_applied set state = 'interrupted'");

        assertThat(migrator.validate().invalidIndexes()).containsExactly("public.users_name");
        assertThatThrownBy(() -> migrator.upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("drop index concurrently public.users_name");
        RepairRequest applied = new RepairRequest(List.of(), List.of("aa02"), List.of());
        assertThat(migrator.planRepair(applied).notices())
                .singleElement(InstanceOfAssertFactories.STRING)
                .contains("drop index concurrently public.users_name");
    }

    @Test
    void an_index_that_somebody_else_is_building_is_not_named(TestDatabase database) throws Exception {
        database.execute("create table users (id int, name text)");
        Migrator migrator = on(database).migrations(new Once()).build();
        migrator.upgrade("head");
        database.execute("update migrator_applied set state = 'interrupted'");
        try (Connection writer = database.dataSource().getConnection();
                Connection builder = database.dataSource().getConnection()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("insert into users values (1, 'a')");
            CompletableFuture<Void> building = CompletableFuture.runAsync(() -> {
                try {
                    builder.createStatement().execute("create index concurrently users_id on users (id)");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            while (!database.query(INVALID).contains("users_id")) {
                Thread.sleep(10);
            }
            assertThat(migrator.validate().invalidIndexes()).isEmpty();
            writer.commit();
            building.join();
        }
    }

    @Test
    void a_rerunnable_step_drops_what_its_tries_left_behind_under_names_that_postgresql_chose(TestDatabase database)
            throws Exception {
        twoOfAName(database);
        database.execute("create schema other; create table other.users (name text);"
                + " create index on other.users (name);"
                + " update pg_index set indisvalid = false where indexrelid = 'other.users_name_idx'::regclass");
        Migrator migrator = on(database).migrations(new Nameless()).build();
        catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"));
        catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"));
        assertThat(database.query(INVALID)).containsExactly("users_name_idx", "users_name_idx");

        database.execute("delete from users where id = 2");
        migrator.upgrade("head");

        assertThat(database.query(INVALID)).containsExactly("users_name_idx");
        assertThat(database.query(
                        "select indexname from pg_indexes where schemaname = 'public' and tablename = 'users'"))
                .containsExactly("users_name_idx");
    }

    @Test
    void a_rerunnable_step_drops_what_its_last_try_left_behind_and_nothing_else(TestDatabase database)
            throws Exception {
        twoOfAName(database);
        database.execute("create unique index users_id on users (id)");
        database.execute("update pg_index set indisvalid = false where indexrelid = 'users_id'::regclass");
        Migrator migrator = on(database).migrations(new Rerunnable()).build();
        catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"));
        assertThat(database.query(INVALID)).containsExactly("Users \"name\"", "users_id");

        database.execute("delete from users where id = 2");
        migrator.upgrade("head");

        assertThat(database.query(INVALID)).containsExactly("users_id");
        assertThat(database.query(
                        "select indisvalid from pg_index where indexrelid = '\"Users \"\"name\"\"\"'::regclass"))
                .containsExactly("t");
        assertThat(database.query("select state from migrator_applied")).containsExactly("applied");
    }

    private static void twoOfAName(TestDatabase database) throws Exception {
        database.execute("create table users (id int, name text); insert into users values (1, 'a'), (2, 'a')");
    }

    private static MigratorBuilder on(TestDatabase database) {
        return Migrator.configure().dataSource(database.dataSource());
    }
}
