// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.outcome.StepFailure;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of the ledger that somebody changed by hand. */
@ExtendWith(FreshDatabase.class)
class DamagedLedgerIT {

    private static final String NO_CHECKS = "alter table migrator_applied drop constraint migrator_applied_state_check,"
            + " drop constraint migrator_applied_pkey; ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table migrator_ledger                                        | migrator_ledger  | missing",
                "drop table migrator_applied cascade                               | migrator_applied | missing",
                "drop table migrator_history                                       | migrator_history | missing",
                "alter table migrator_applied rename to elsewhere                  | migrator_applied | missing",
                "alter table migrator_history rename to x; create view migrator_history as select * from x"
                        + "| migrator_history | no table",
                "alter table migrator_ledger rename to x; create view migrator_ledger as select * from x"
                        + "| migrator_ledger  | no table",
                "alter table migrator_applied drop message cascade                 | migrator_applied | message",
                "alter table migrator_applied rename state to status               | migrator_applied | state",
                "alter table migrator_ledger drop layout                           | migrator_ledger  | layout",
                "drop view migrator_heads; alter table migrator_applied alter applied_by type varchar(99)    | migrator_applied | varchar",
                "drop view migrator_heads; alter table migrator_applied alter depends_on drop default, alter depends_on type text"
                        + "| migrator_applied | depends_on",
                "alter table migrator_applied alter applied_at drop not null; update migrator_applied set applied_at = null"
                        + "| migrator_applied | no applied_at",
                "alter table migrator_applied alter message drop not null; update migrator_applied set message = null"
                        + "| migrator_applied | no message",
                "NO_CHECKS update migrator_applied set state = 'bogus'             | migrator_applied | bogus",
                "NO_CHECKS insert into migrator_applied select * from migrator_applied | migrator_applied | several rows",
                "update migrator_applied set revision = 'head' where revision = 'before' | migrator_applied | 'head'",
                "update migrator_applied set revision = '' where revision = 'before' | migrator_applied | ''",
                "update migrator_applied set revision = repeat('x', 300) where revision = 'before' | migrator_applied | xxx",
                "update migrator_applied set down_revisions = array[null]          | migrator_applied | no ids",
                "update migrator_applied set depends_on = array[array['a'], array['b']] | migrator_applied | no ids",
                "update migrator_applied set depends_on = array['a b']             | migrator_applied | no ids",
                "update migrator_applied set fingerprint = ';;;'                   | migrator_applied | fingerprint ';;;'",
                "delete from migrator_ledger                                       | migrator_ledger  | no row",
                "update migrator_ledger set layout = 0                             | migrator_ledger  | layout",
                "update migrator_ledger set layout = -7                            | migrator_ledger  | layout",
                "update migrator_ledger set layout = 99                            | ledger           | newer",
                "alter table migrator_ledger drop only_row cascade; insert into migrator_ledger select * from migrator_ledger"
                        + "| migrator_ledger  | several rows",
            })
    void what_is_wrong_is_told_and_nothing_is_lost(String damage, String table, String what, TestDatabase database)
            throws Exception {
        migrator(database).upgrade("sleeper");
        database.execute(damage.replace("NO_CHECKS", NO_CHECKS));
        List<String> before = everything(database);

        for (Consumer<Migrator> command : List.<Consumer<Migrator>>of(
                Migrator::status,
                Migrator::validate,
                migrator -> migrator.upgrade("head"),
                migrator -> migrator.stamp("head"))) {
            RefusedException refused =
                    catchThrowableOfType(RefusedException.class, () -> command.accept(migrator(database)));

            assertThat(refused).hasMessageContaining(table).hasMessageContaining(what);
            assertThat(refused.getMessage()).containsIgnoringCase("nothing was changed");
        }
        assertThat(everything(database)).isEqualTo(before);
    }

    @Test
    void a_revision_that_was_applied_at_no_instant_is_told(TestDatabase database) throws Exception {
        migrator(database).upgrade("sleeper");
        database.execute("update migrator_applied set applied_at = 'infinity'");

        assertThat(catchThrowableOfType(
                        RefusedException.class, () -> migrator(database).status()))
                .hasMessageContaining("infinity");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table migrator_history drop error                           | error",
                "alter table migrator_history rename milliseconds to millis        | milliseconds",
                "alter table migrator_history alter statements drop default, alter statements type bool using true | statements",
                "alter table migrator_applied drop run_id                          | run_id",
                "alter table migrator_applied alter fingerprint type bytea using null | fingerprint",
            })
    void what_only_a_run_needs_is_told_before_it_begins(String damage, String what, TestDatabase database)
            throws Exception {
        migrator(database).upgrade("sleeper");
        database.execute(damage);
        List<String> before = everything(database);

        RefusedException refused = catchThrowableOfType(
                RefusedException.class, () -> migrator(database).upgrade("head"));

        assertThat(refused).hasMessageContaining("migrator_").hasMessageContaining(what);
        assertThat(everything(database)).isEqualTo(before);
    }

    @Test
    void a_ledger_that_refuses_its_rows_is_not_told_as_a_mistake_of_the_migration(TestDatabase database)
            throws Exception {
        migrator(database).upgrade("before");
        database.execute("create function refuse() returns trigger language plpgsql as"
                + " 'begin raise ''not today''; end';"
                + " create trigger refuse before insert on migrator_applied for each row execute function refuse()");

        StepFailure failure = catchThrowableOfType(
                        RunFailedException.class, () -> migrator(database).upgrade("+1"))
                .report()
                .failure()
                .orElseThrow();

        assertThat(failure.unrecorded()).isTrue();
        assertThat(failure.rolledBack()).isTrue();
        assertThat(failure.cause())
                .hasMessageContaining("recording revision sleeper")
                .hasMessageContaining("not today");
        assertThatThrownBy(() -> migrator(database).stamp("head"))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("recording revision")
                .hasMessageContaining("not today")
                .hasMessageContaining("nothing else was changed")
                .hasMessageContaining("See what else writes in the ledger's tables");
        assertThat(database.query("select revision from migrator_heads")).containsExactly("before");
    }

    @Test
    void a_view_that_is_gone_is_missed_by_nobody(TestDatabase database) throws Exception {
        migrator(database).upgrade("sleeper");
        database.execute("drop view migrator_heads");

        assertThat(migrator(database).upgrade("head").done()).hasSize(1);
    }

    @Test
    void a_row_that_was_deleted_by_hand_is_a_gap_and_never_run_again_unasked(TestDatabase database) throws Exception {
        migrator(database).upgrade("sleeper");
        database.execute("delete from migrator_applied where revision = 'before'");

        assertThat(catchThrowableOfType(
                                RefusedException.class, () -> migrator(database).upgrade("head"))
                        .problems())
                .singleElement()
                .hasFieldOrPropertyWithValue("kind", "gap");
    }

    /** Every table with its columns and, of those that are not the system's, its rows. */
    private static List<String> everything(TestDatabase database) throws SQLException {
        return database.query(
                "select table_name || query_to_xml('select * from ' || quote_ident(table_name), true, false,"
                        + " '') from information_schema.tables where table_schema = 'public' order by 1");
    }

    private static Migrator migrator(TestDatabase database) {
        return Migrator.configure()
                .url(database.url())
                .user(database.user())
                .password(database.password())
                .packages("dev.migrator.fixtures.slow")
                .parameters(Map.of("sleep", "0"))
                .build();
    }
}
