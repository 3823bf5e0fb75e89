// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.plan.CleanPlan;
import dev.migrator.plan.Removal;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How schemas are emptied that hold more than a server can lock at once. */
@ExtendWith(FreshDatabase.class)
@Timeout(180)
class CleanManyObjectsIT {

    @Revision(id = "c1b0")
    static final class First implements Migration {
        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table t0 (id int primary key)");
            db.execute("insert into t0 values (1)");
        }
    }

    @Test
    @Tag("many-objects")
    void more_objects_than_the_server_has_locks_for_go_in_several_transactions(TestDatabase database) throws Exception {
        Migrator migrator = Migrator.configure()
                .dataSource(database.dataSource())
                .migrations(new First())
                .cleanEnabled(true)
                .build();
        migrator.upgrade("head");
        int tables = 5000;
        for (int from = 1; from <= tables; from += 500) {
            database.execute(
                    "do $$ begin for n in " + from + ".." + Math.min(tables, from + 499) + " loop execute format("
                            + "'create table t%s (id int primary key, parent int references t%s)', n, n / 10); end loop; end $$");
        }

        CleanPlan plan = migrator.cleaner().plan();
        assertThat(plan.removals()).hasSize(tables + 5);
        assertThat(plan.parts()).hasSizeGreaterThan(10);
        assertThat(plan.parts().get(0)).allMatch(Removal::ledger).hasSize(4);
        migrator.cleaner().clean(plan);

        assertThat(database.objects()).isEmpty();
        assertThat(database.query("select relname from pg_class where relnamespace = 'public'::regnamespace"))
                .isEmpty();
    }
}
