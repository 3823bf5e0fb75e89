// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrator.migration.Rows;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.sql.Connection;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows by keys, where a key can be null. */
@ExtendWith(FreshDatabase.class)
class RowsIT {

    private static final Rows ROWS =
            Rows.of("pairs", "a", "b", "v").key("a", "b").row("x", "1", "new").row("y", "2", "Y");
    private static final String ALL =
            "select concat_ws(' ', coalesce(a, '-'), coalesce(b, '-'), v) from pairs order by 1";

    private static void pairs(TestDatabase database) throws Exception {
        database.execute("create table pairs (a text, b text, v text, unique (a, b))");
        database.execute(
                "insert into pairs values ('x', '1', 'X'), (null, null, 'n'), ('x', null, 'xn'), ('z', '3', 'Z')");
    }

    private static int on(TestDatabase database, ToIntFunction<DSLContext> does) throws Exception {
        try (Connection connection = database.dataSource().getConnection()) {
            return does.applyAsInt(DSL.using(connection, SQLDialect.POSTGRES));
        }
    }

    @Test
    void only_takes_those_away_whose_key_is_null_too(TestDatabase database) throws Exception {
        pairs(database);

        assertThat(on(database, ROWS::only)).isEqualTo(5);

        assertThat(database.query(ALL)).containsExactly("x 1 new", "y 2 Y");
        assertThat(on(database, ROWS::only)).isZero();
    }

    @Test
    void a_row_is_known_by_no_null(TestDatabase database) throws Exception {
        pairs(database);
        List<String> before = database.query(ALL);
        Rows rows = ROWS.row("w", null, "W");

        for (ToIntFunction<DSLContext> does :
                List.<ToIntFunction<DSLContext>>of(rows::upsert, rows::only, rows::delete)) {
            assertThatThrownBy(() -> on(database, does))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("row 3 of pairs has null for its key b; a row is known by its key, so give it a value,"
                            + " or take other columns for the key");
        }
        assertThat(database.query(ALL)).isEqualTo(before);
    }

    @Test
    void what_is_null_only_for_the_server_keeps_nothing_in_place(TestDatabase database) throws Exception {
        pairs(database);

        on(database, db -> ROWS.row(DSL.field("lower(null)"), "1", "W").only(db));

        assertThat(database.query(ALL)).containsExactly("- 1 W", "x 1 new", "y 2 Y");
    }

    @Test
    void the_key_may_be_chosen_after_the_rows(TestDatabase database) throws Exception {
        database.execute("create table things (name text, id int primary key)");

        Rows things = Rows.of("things", "name", "id").row(null, 1).key("id");

        assertThat(on(database, things::upsert)).isOne();
        assertThat(on(database, things::delete)).isOne();
    }

    @Test
    void a_key_has_columns() {
        assertThatThrownBy(() -> Rows.of("pairs", "a").key())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key of pairs has no column; name at least one of [a]");
    }
}
