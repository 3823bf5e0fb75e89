// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a concurrent build of an index leaves behind that breaks off; here over rows that are not unique. */
@ExtendWith(FreshDatabase.class)
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

    @Test
    void an_index_that_is_left_behind_invalid_is_named(TestDatabase database) throws Exception {
        twoOfAName(database);
        database.execute("create table others (id int, name text); insert into others values (1, 'a'), (2, 'a')");
        database.execute("create unique index others_id on others (id)");
        database.execute("update pg_index set indisvalid = false where indexrelid = 'others_id'::regclass");
        Migrator migrator = on(database).migrations(new Once()).build();

        RunFailedException failed = catchThrowableOfType(RunFailedException.class, () -> migrator.upgrade("head"));

        assertThat(failed.report().failure().orElseThrow().invalidIndexes()).containsExactly("users_name");
        assertThat(database.query(INVALID)).containsExactly("others_id", "users_name");
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
