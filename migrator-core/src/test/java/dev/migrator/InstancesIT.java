// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.fixtures.injected.CreateNamedTable;
import dev.migrator.migration.Migration;
import dev.migrator.migration.Repeatable;
import dev.migrator.migration.Revision;
import dev.migrator.migration.Seed;
import dev.migrator.migration.Seeder;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Migrations that somebody else made, such as a container for dependency injection. */
@ExtendWith(FreshDatabase.class)
class InstancesIT {

    @Revision(id = "aa01", message = "create a table")
    static class CreateTable implements Migration {

        private final String table;

        CreateTable(String table) {
            this.table = table;
        }

        @Override
        public void upgrade(DSLContext db) {
            db.execute("create table " + table + " (id int)");
        }

        @Override
        public void downgrade(DSLContext db) {
            db.execute("drop table " + table);
        }
    }

    @Revision(id = "aa02", downRevision = "aa01", branchLabels = "filled", message = "fill it")
    static final class FillTable implements Migration {

        @Override
        public void upgrade(DSLContext db) {
            db.execute("insert into users values (1)");
        }
    }

    /** What a container makes of a class, to put something around its methods. */
    static final class Proxy extends CreateTable {

        Proxy(String table) {
            super(table);
        }
    }

    @Test
    void objects_run_as_they_are_and_need_no_constructor_that_we_could_call(TestDatabase database) throws Exception {
        Migrator migrator =
                on(database).migrations(new FillTable(), new Proxy("users")).build();

        assertThat(migrator.upgrade("filled").done()).hasSize(2);
        assertThat(database.query("select id from users")).containsExactly("1");
        assertThatThrownBy(() -> migrator.downgrade("base"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("aa02");
    }

    @Revision(id = "aa03")
    @Repeatable(name = "both")
    @Seed(name = "data")
    static final class Threefold implements Seeder {

        @Override
        public void apply(DSLContext db) {
            db.execute("create table threefold (id int)");
        }
    }

    @Test
    void an_object_is_one_thing(TestDatabase database) throws Exception {
        assertThatThrownBy(
                        () -> on(database).migrations(new Threefold()).build().upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        "revision aa03 (" + Threefold.class.getName() + ") is a revision, a repeatable and a seed,"
                                + " and would run as each; keep one of the annotations");
        assertThat(database.objects()).isEmpty();
    }

    @Seed(name = "data", profiles = "a b")
    static final class Misprofiled implements Seeder {

        @Override
        public void apply(DSLContext db) {
            db.execute("create table misprofiled (id int)");
        }
    }

    @Test
    void a_profile_of_an_object_is_a_word(TestDatabase database) {
        assertThatThrownBy(() -> on(database)
                        .migrations(new Misprofiled())
                        .build()
                        .seeds()
                        .apply())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("has a profile that is no word: 'a b'; take letters, digits, _, . and -");
    }

    @Test
    void an_object_is_asked_again_for_the_way_back(TestDatabase database) throws Exception {
        Migrator migrator = on(database).migrations(new Proxy("users")).build();

        migrator.upgrade("head");
        assertThat(database.objects()).contains("table users");
        migrator.downgrade("base");
        assertThat(database.objects()).isEmpty();
        migrator.upgrade("head");
        assertThat(database.objects()).contains("table users");
    }

    @Test
    void objects_and_packages_make_one_history(TestDatabase database) {
        Migrator migrator = on(database)
                .packages("dev.migrator.fixtures.shop")
                .migrations(new CreateTable("other"))
                .build();

        assertThat(migrator.upgrade("heads").done()).hasSize(5);
    }

    @Test
    void a_factory_makes_what_has_no_constructor_that_we_could_call(TestDatabase database) throws Exception {
        List<Class<?>> asked = new ArrayList<>();
        MigratorBuilder builder = on(database).packages("dev.migrator.fixtures.injected");
        assertThatThrownBy(() -> builder.build().heads())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no public constructor");

        Migrator migrator = builder.factory(type -> {
                    asked.add(type);
                    return type.getConstructor(String.class).newInstance("users");
                })
                .build();

        assertThat(asked).isEmpty();
        migrator.upgrade("head");
        assertThat(asked).containsExactly(CreateNamedTable.class);
        assertThat(database.objects()).contains("table users");
    }

    @Test
    void a_factory_that_fails_stops_the_run_before_it_begins(TestDatabase database) throws Exception {
        Migrator migrator = on(database)
                .packages("dev.migrator.fixtures.injected")
                .factory(type -> {
                    throw new IllegalStateException("no bean of " + type.getSimpleName());
                })
                .build();

        assertThatThrownBy(() -> migrator.upgrade("head"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no bean of CreateNamedTable");
        assertThat(database.query("select 1 from pg_class where relname like 'migrator%'"))
                .isEmpty();
    }

    @Test
    void objects_that_cannot_be_revisions_are_refused(TestDatabase database) {
        Migration nameless = db -> db.execute("select 1");

        assertThatThrownBy(() -> on(database).migrations(nameless).build().heads())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("InstancesIT$$Lambda")
                .hasMessageContaining("no @Revision");
        assertThatThrownBy(() -> on(database)
                        .migrations(new CreateTable("a"), new CreateTable("b"))
                        .build()
                        .heads())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("aa01");
        assertThatThrownBy(() -> on(database).migrations(List.of()).build().heads())
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("no migration was given");
    }

    private static MigratorBuilder on(TestDatabase database) {
        return Migrator.configure().dataSource(database.dataSource());
    }
}
