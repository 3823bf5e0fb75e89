// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockCountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "create table a (id int);1",
                "CREATE TABLE \"a\"(id int primary key, b int unique);3",
                "CREATE TABLE IF NOT EXISTS \"a\"(id int primary key, b int unique);0",
                "create unlogged table a (id bigint generated always as identity primary key);3",
                "create table a (id serial);2",
                "create unique index concurrently i on a (id);1",
                "create or replace view v as select 1;1",
                "alter table only a add b int;1",
                "drop table a;1",
                "drop table if exists a;0",
                "/* first */ create table a (id int);1",
                "create table a (id int, word text default 'unique serial' /* primary key */) -- unique;1",
                "create table \"a\" (\"unique\" int, serial text);1",
                "insert into a values (1);0",
                "select 'create table a';0",
                "create function f() returns int language sql as 'select 1';0",
            })
    void a_statement_holds_at_least_so_many_locks(String sql, int locks) {
        assertThat(count(List.of(sql))).isEqualTo(locks);
    }

    @Test
    void what_is_changed_twice_is_locked_once() {
        assertThat(count(List.of("alter table a add b int", "alter table A add c int", "alter table b add c int")))
                .isEqualTo(2);
    }

    private static int count(List<String> statements) {
        LockCount count = new LockCount();
        statements.forEach(count::statement);
        return count.locks();
    }
}
