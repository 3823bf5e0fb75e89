// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is foreseen of locks, against what a server takes. */
@ExtendWith(FreshDatabase.class)
class StatementLocksIT {

    private static final String THERE = """
            create table people (id int primary key, name text constraint short check (length(name) < 9), boss int);
            create table pets (id int, owner int);
            create table "Odd One" (id int);
            create schema other; create table other.things (id int);
            create table parts (id int) partition by range (id);
            create table part_1 partition of parts for values from (0) to (10);
            create table loose (id int);
            create index people_name on people (name);
            create view everybody as select id from people;
            create materialized view counted as select 1 as n;
            create unique index counted_n on counted (n);
            create sequence numbers;
            create function nothing() returns trigger language plpgsql as 'begin return null; end';
            create trigger noise after update on people for each row execute function nothing();
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table t (id int primary key)",
                "create table t (owner int references people, pet int)",
                "create table if not exists t (id int, foreign key (id) references \"people\" (id))",
                "create table t () inherits (pets)",
                "create table part_2 partition of parts for values from (10) to (20)",
                "create table t as select * from people",
                "create index on people (boss)",
                "create unique index x on other.things (id)",
                "create trigger t before insert on pets for each row execute function nothing()",
                "create policy p on people using (true)",
                "create rule r as on insert to pets do nothing",
                "create or replace view everybody as select id from people",
                "create view v as select * from people",
                "create statistics s (dependencies) on id, owner from pets",
                "alter table people add mail text",
                "alter table only people add column mail text, alter name set not null",
                "alter table people add column pet int references people",
                "alter table pets add constraint fk foreign key (owner) references people (id)",
                "alter table pets add foreign key (owner) references people not valid",
                "alter table people add constraint c check (id > 0) not valid",
                "alter table people validate constraint short",
                "alter table people alter name set statistics 100",
                "alter table people alter column name set (n_distinct = 5), alter boss set statistics 10",
                "alter table people set (fillfactor = 50)",
                "alter table people set (autovacuum_enabled = off)",
                "alter table people disable trigger noise",
                "alter table people rename to folk",
                "alter table people rename column name to called",
                "alter table people owner to current_user",
                "alter table people enable row level security",
                "alter table people drop name",
                "alter table parts attach partition loose for values from (50) to (60)",
                "alter table parts detach partition part_1",
                "alter table \"Odd One\" add x int",
                "alter index people_name rename to other_name",
                "alter view everybody rename to nobody",
                "alter sequence numbers restart",
                "drop view everybody",
                "drop table loose",
                "drop table if exists loose, other.things",
                "drop trigger noise on people",
                "drop materialized view counted",
                "truncate pets, other.things",
                "truncate table only pets",
                "lock table people in share row exclusive mode",
                "lock people",
                "comment on table people is 'x'",
                "comment on column people.name is 'x'",
                "comment on column other.things.id is 'x'",
                "refresh materialized view counted",
                "refresh materialized view concurrently counted",
                "analyze people",
                "analyze pets, people (name, boss), loose",
                "analyze (verbose off) pets (id), people",
                "alter table loose inherit \"Odd One\"",
                "alter table loose add check (id > 0) no inherit",
                "insert into pets select 1, 2",
                "insert into pets values (1, 2) on conflict do nothing",
                "update only pets set id = 1 where exists (select from people for update)",
                "update pets set id = 1",
                "delete from pets using people where pets.id = people.id",
                "with gone as (delete from pets returning id) insert into other.things select id from gone",
                "select * from people -- update x set y",
                "select 'update pets set id = 1'",
                "grant select on people to public",
                "set search_path = other",
                "create type mood as enum ('sad')",
                "create function f() returns int language sql as 'select 1'",
                "savepoint x",
                "reindex table pets",
            })
    void the_text_tells_what_the_server_locks(String sql, TestDatabase database) throws Exception {
        StatementLocks foreseen = StatementLocks.of(sql);

        Map<String, String> told = new TreeMap<>();
        foreseen.modes().forEach((relation, mode) -> told.put(relation, mode.label()));
        Map<String, String> held = held(database, sql);
        if (foreseen.unknown().isEmpty()) {
            assertThat(told).as(sql).isEqualTo(held);
        } else {
            assertThat(held).as(sql).containsAllEntriesOf(told);
        }
    }

    @Test
    void what_only_the_database_knows_is_said() {
        assertThat(StatementLocks.of("drop index people_name").unknown()).contains("the table of people_name");
        assertThat(StatementLocks.of("drop table pets").unknown()).contains("the tables that pets refers to");
        assertThat(StatementLocks.of("do 'begin end'").unknown()).isPresent();
        assertThat(StatementLocks.of("drop schema s cascade").unknown()).isPresent();
        assertThat(StatementLocks.of("alter domain d add check (value > 0)").unknown())
                .contains("the tables that use d");
        assertThat(StatementLocks.of("something new").unknown()).isPresent();
        assertThat(StatementLocks.of("select * from people for update").unknown())
                .isPresent();
        assertThat(StatementLocks.of("").unknown()).isEmpty();
        assertThat(StatementLocks.of("alter type mood add value 'glad'").unknown())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table",
                "create table",
                "alter table t",
                "comment on",
                "lock",
                "create index on",
                "copy",
                "\"",
                "'"
            })
    void a_text_that_is_cut_off_is_no_reason_to_fail(String sql) {
        assertThat(StatementLocks.of(sql).made()).isNotNull();
        assertThat(StatementLocks.ofAll(sql)).isNotNull();
    }

    private static Map<String, String> held(TestDatabase database, String sql) throws Exception {
        database.execute(THERE);
        Map<String, String> names = new TreeMap<>();
        Map<String, String> held = new TreeMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (ResultSet there =
                    statement.executeQuery("select c.oid, c.oid::regclass from pg_class c join pg_namespace n"
                            + " on n.oid = relnamespace where nspname in ('public', 'other')"
                            + (sql.contains("index") ? "" : " and relkind <> 'i'"))) {
                while (there.next()) {
                    names.put(there.getString(1), there.getString(2));
                }
            }
            statement.execute(sql);
            try (ResultSet locks = statement.executeQuery("select l.relation, l.mode from pg_locks l where"
                    + " pid = pg_backend_pid() and locktype = 'relation' and mode <> 'AccessShareLock'"
                    + " and not (mode = 'RowExclusiveLock' and relation in (select indexrelid from pg_index))")) {
                while (locks.next()) {
                    String name = names.get(locks.getString(1));
                    if (name != null) {
                        held.merge(name, locks.getString(2), StatementLocksIT::stronger);
                    }
                }
            }
            connection.rollback();
        }
        return held;
    }

    private static String stronger(String one, String other) {
        return LockMode.stronger(
                        LockMode.of(one).orElseThrow(), LockMode.of(other).orElseThrow())
                .label();
    }
}
