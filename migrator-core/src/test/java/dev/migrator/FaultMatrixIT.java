// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.LoopbackProxy;
import dev.migrator.testing.RunMain;
import dev.migrator.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A run of three steps, broken off at each thing that it sends to the server, before the server gets it and after: begin,
 * body, ledger, commit, unlock, and the concurrent build of an index. Whatever happens, running it again ends where an
 * undisturbed run does, with every revision recorded once.
 */
@ExtendWith(FreshDatabase.class)
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Tag("fault-matrix")
class FaultMatrixIT {

    private static final List<String> STATE = List.of(
            "select revision || ' ' || state from migrator_applied order by 1",
            "select revision || ' ' || count(*) from migrator_history where outcome = 'done' group by revision order by 1",
            "select indexrelid::regclass || ' ' || indisvalid from pg_index where indrelid = 'users'::regclass order by 1",
            "select attname || ' ' || attnotnull from pg_attribute where attrelid = 'users'::regclass and attnum > 0"
                    + " and not attisdropped order by 1",
            "select count(*) || ' ' || sum(length) from users",
            "select 1 from pg_locks where locktype = 'advisory'");

    @Test
    void a_connection_that_is_cut_anywhere_leaves_nothing_that_a_rerun_does_not_mend(TestDatabase database)
            throws Exception {
        List<String> undisturbed = undisturbed(database);
        int pieces = pieces(database);
        assertThat(pieces).isGreaterThan(20);
        for (int fatal = 1; fatal <= pieces; fatal++) {
            for (boolean forwarded : new boolean[] {false, true}) {
                empty(database);
                AtomicReference<LoopbackProxy> itself = new AtomicReference<>();
                try (LoopbackProxy proxy = new LoopbackProxy(
                        database.url(), fatal, forwarded, () -> itself.get().cut())) {
                    itself.set(proxy);
                    upgradeAsFarAsItGoes(on(database, proxy.jdbcUrl()), place(fatal, forwarded));
                }
                assertThat(rerun(database)).as(place(fatal, forwarded)).isEqualTo(undisturbed);
            }
        }
    }

    @Test
    void a_backend_that_is_terminated_anywhere_leaves_nothing_that_a_rerun_does_not_mend(TestDatabase database)
            throws Exception {
        List<String> undisturbed = undisturbed(database);
        int pieces = pieces(database);
        for (int fatal = 3; fatal <= pieces; fatal++) {
            for (boolean forwarded : new boolean[] {false, true}) {
                empty(database);
                try (LoopbackProxy proxy =
                        new LoopbackProxy(database.url(), fatal, forwarded, () -> terminateOthers(database))) {
                    upgradeAsFarAsItGoes(on(database, proxy.jdbcUrl()), place(fatal, forwarded));
                }
                assertThat(rerun(database)).as(place(fatal, forwarded)).isEqualTo(undisturbed);
            }
        }
    }

    @Test
    void a_process_that_is_killed_anywhere_leaves_nothing_that_a_rerun_does_not_mend(TestDatabase database)
            throws Exception {
        List<String> undisturbed = undisturbed(database);
        int pieces = pieces(database);
        for (int fatal = 3; fatal <= pieces; fatal++) {
            for (boolean forwarded : new boolean[] {false, true}) {
                empty(database);
                CompletableFuture<ChildProcess> child = new CompletableFuture<>();
                try (LoopbackProxy proxy =
                        new LoopbackProxy(database.url(), fatal, forwarded, () -> kill(child.join()))) {
                    child.complete(child(proxy.jdbcUrl(), database));
                    child.join().await();
                }
                assertThat(rerun(database)).as(place(fatal, forwarded)).isEqualTo(undisturbed);
            }
        }
    }

    @Test
    void a_process_that_is_killed_while_an_index_is_built_leaves_an_invalid_one_which_the_rerun_replaces(
            TestDatabase database) throws Exception {
        List<String> undisturbed = undisturbed(database);
        empty(database);
        on(database, database.url()).upgrade("aa01");
        try (Connection writer = database.connect()) {
            writer.setAutoCommit(false);
            writer.createStatement().execute("update users set name = name where id = 1");
            ChildProcess child = child(database.url(), database);
            await(database, "select 1 from pg_stat_progress_create_index where phase like 'waiting%'");
            child.kill();
            await(
                    database,
                    "select 1 from pg_index where not indisvalid and not exists"
                            + " (select 1 from pg_stat_progress_create_index)");
            writer.rollback();
        }
        assertThat(database.query("select indexrelid::regclass from pg_index where not indisvalid"))
                .containsExactly("users_name");

        assertThat(rerun(database)).isEqualTo(undisturbed);
    }

    private static void await(TestDatabase database, String sql) throws Exception {
        while (database.query(sql).isEmpty()) {
            Thread.sleep(20);
        }
    }

    private static ChildProcess child(String url, TestDatabase database) throws Exception {
        return ChildProcess.start(
                RunMain.class,
                List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"),
                List.of(
                        url,
                        database.user(),
                        database.password(),
                        "dev.migrator.fixtures.matrix",
                        "upgrade",
                        "head",
                        "0"));
    }

    private static List<String> undisturbed(TestDatabase database) throws Exception {
        empty(database);
        return rerun(database);
    }

    private static int pieces(TestDatabase database) throws Exception {
        empty(database);
        try (LoopbackProxy proxy = new LoopbackProxy(database.url(), 0, true, () -> {})) {
            on(database, proxy.jdbcUrl()).upgrade("head");
            return proxy.sent();
        }
    }

    private static List<String> rerun(TestDatabase database) throws Exception {
        Migrator migrator = on(database, database.url());
        migrator.upgrade("head");
        assertThat(migrator.current()).isEqualTo(migrator.heads());
        List<String> state = new ArrayList<>();
        for (String question : STATE) {
            state.addAll(database.query(question));
        }
        return state;
    }

    private static Migrator on(TestDatabase database, String url) {
        return Migrator.configure()
                .url(url)
                .user(database.user())
                .password(database.password())
                .packages("dev.migrator.fixtures.matrix")
                .lockWait(Duration.ofSeconds(30))
                .build();
    }

    private static void upgradeAsFarAsItGoes(Migrator migrator, String place) {
        try {
            migrator.upgrade("head");
        } catch (RuntimeException e) {
            assertThat(e).as(place).isInstanceOf(MigratorException.class);
        }
    }

    private static void empty(TestDatabase database) throws SQLException {
        database.execute("set client_min_messages = warning; drop schema public cascade; create schema public");
    }

    private static void terminateOthers(TestDatabase database) {
        try {
            database.query(
                    "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                            + " where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void kill(ChildProcess child) {
        try {
            child.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String place(int fatal, boolean forwarded) {
        return (forwarded ? "after" : "before") + " the server got piece " + fatal;
    }
}
