// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.time.Duration;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The timeouts of PostgreSQL. */
@ExtendWith(FreshDatabase.class)
@Timeout(60)
class TimeoutsIT {

    @Revision(id = "aa11")
    static final class TakesAWhile implements Migration {
        @Override
        public void upgrade(DSLContext db) throws InterruptedException {
            db.execute("create table a (id int)");
            Thread.sleep(700);
            db.execute("select pg_sleep(0.7)");
        }
    }

    @Test
    void what_a_database_sets_for_everybody_ends_no_migration(TestDatabase database) throws Exception {
        for (String timeout : database.query("select name from pg_settings where name in ('statement_timeout',"
                + " 'idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout')")) {
            database.execute("alter database \"" + database.name() + "\" set " + timeout + " = '300ms'");
        }

        assertThat(on(database).build().upgrade("head").done()).hasSize(1);
    }

    @Test
    void a_statement_may_be_given_a_time(TestDatabase database) {
        assertFails(on(database).statementTimeout(Duration.ofMillis(300)), "57014");
    }

    @Test
    void a_migration_that_does_something_else_may_be_given_a_time(TestDatabase database) {
        assertFails(on(database).idleInTransactionTimeout(Duration.ofMillis(300)), "08006", "25P03", "57P01");
    }

    @Test
    void a_transaction_may_be_given_a_time_where_the_server_knows_that(TestDatabase database) throws Exception {
        MigratorBuilder builder = on(database).transactionTimeout(Duration.ofMillis(300));
        if (database.query("select 1 from pg_settings where name = 'transaction_timeout'")
                .isEmpty()) {
            assertThat(catchThrowableOfType(
                            DatabaseUnavailableException.class,
                            () -> builder.build().upgrade("head")))
                    .hasMessageContaining("transaction_timeout");
        } else {
            assertFails(builder, "08006", "25P04", "57P01");
        }
    }

    private static void assertFails(MigratorBuilder builder, String... states) {
        RunFailedException failed = catchThrowableOfType(
                RunFailedException.class, () -> builder.build().upgrade("head"));

        assertThat(failed.report().failure().orElseThrow().sql().orElseThrow().state())
                .isIn((Object[]) states);
    }

    private static MigratorBuilder on(TestDatabase database) {
        return Migrator.configure()
                .url(database.url())
                .user(database.user())
                .password(database.password())
                .migrations(new TakesAWhile());
    }
}
