// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.migrator.embedded.EmbeddedPostgres;
import dev.migrator.revision.Problem;
import dev.migrator.testing.ChildProcess;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.RunMain;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Databases and class paths that a run must refuse, each with a message that tells what to do. */
@ExtendWith(FreshDatabase.class)
class UnfitDatabaseIT {

    private static MigratorBuilder on(TestDatabase database, String fixture) {
        return Migrator.configure()
                .url(database.url())
                .user(database.user())
                .password(database.password())
                .packages("dev.migrator.fixtures." + fixture);
    }

    private static String refusal(ThrowingCallable call) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused.problems()).isNotEmpty();
        return refused.getMessage();
    }

    @Test
    void a_read_only_database_can_be_read_and_is_refused_where_something_is_to_be_written(TestDatabase database)
            throws Exception {
        database.execute("alter database " + database.name() + " set default_transaction_read_only = on");
        Migrator migrator = on(database, "shop").build();
        assertThat(migrator.status().missing()).hasSize(4);
        assertThat(migrator.downgrade("base").done()).isEmpty();
        assertThat(refusal(() -> migrator.upgrade("head")))
                .contains("read-only")
                .contains("nothing was changed");
    }

    @Test
    void a_standby_can_be_read_and_is_refused_where_something_is_to_be_written(@TempDir Path folder) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.in(folder, OptionalInt.empty());
        try (EmbeddedPostgres.Lease lease = server.join()) {
            assertThat(at(lease).upgrade("status").done()).hasSize(2);
        }
        Files.createFile(folder.resolve("postgres/data/standby.signal"));
        try (EmbeddedPostgres.Lease lease = server.join()) {
            Migrator migrator = at(lease);
            assertThat(migrator.current()).hasSize(1);
            assertThat(migrator.upgrade("status").done()).isEmpty();
            assertThat(refusal(() -> migrator.upgrade("head")))
                    .contains("standby")
                    .contains("primary");
        }
    }

    private static Migrator at(EmbeddedPostgres.Lease lease) {
        return Migrator.configure()
                .url(lease.jdbcUrl())
                .user(lease.user())
                .password(lease.password())
                .packages("dev.migrator.fixtures.shop")
                .build();
    }

    @Test
    void a_missing_permission_is_named_and_nothing_is_changed(TestDatabase database) throws Exception {
        String user = "u_" + database.name();
        database.execute("create role " + user + " login password 'p'; revoke create on schema public from public");
        try {
            assertThatThrownBy(() -> on(database, "shop")
                            .user(user)
                            .password("p")
                            .build()
                            .upgrade("head"))
                    .isInstanceOf(DatabaseUnavailableException.class)
                    .hasMessageContaining("permission denied for schema public")
                    .hasMessageContaining("Grant");
            assertThat(database.query("select relname from pg_class where relname like 'migrator%'"))
                    .isEmpty();
        } finally {
            database.execute("drop owned by " + user + "; drop role " + user);
        }
    }

    @Test
    void a_wrong_password_an_absent_database_and_an_absent_server_are_told_apart(TestDatabase database)
            throws IOException {
        assertThatThrownBy(
                        () -> on(database, "shop").password("s3cret!").build().status())
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("password authentication failed")
                .hasMessageContaining("MIGRATOR_PASSWORD")
                .hasMessageNotContaining("s3cret!");
        assertThatThrownBy(() -> on(database, "shop")
                        .url(database.url() + "_absent")
                        .build()
                        .status())
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("does not exist");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> Migrator.configure()
                        .url("postgresql://me:s3cret!@127.0.0.1:" + port + "/shop?password=s3cret!")
                        .packages("dev.migrator.fixtures.shop")
                        .build()
                        .status())
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + port + "/shop")
                .hasMessageNotContaining("s3cret!");
    }

    @Test
    void a_ledger_in_another_schema_is_never_passed_over(TestDatabase database) throws Exception {
        on(database, "shop").build().upgrade("status");
        database.execute("create schema later; alter database " + database.name() + " set search_path = later, public");
        String message = refusal(() -> on(database, "shop").build().upgrade("head"));
        assertThat(message).contains("public").contains("later").contains("history-schema");
        refusal(() -> on(database, "shop").build().status());
        assertThat(on(database, "shop")
                        .historySchema("public")
                        .build()
                        .upgrade("status")
                        .done())
                .isEmpty();
    }

    @Test
    void a_ledger_of_a_newer_tool_or_one_that_was_tampered_with_is_refused(TestDatabase database) throws Exception {
        Migrator migrator = on(database, "shop").build();
        migrator.upgrade("status");
        database.execute("update migrator_ledger set layout = 99");
        assertThat(refusal(migrator::status)).contains("layout 99").contains("newer version");
        database.execute("update migrator_ledger set layout = 1");
        database.execute("alter table migrator_applied rename column state to condition");
        assertThat(refusal(migrator::status)).contains("migrator_applied");
        database.execute("drop view migrator_heads; drop table migrator_applied");
        assertThat(refusal(migrator::status)).contains("migrator_applied").contains("missing");
    }

    @Test
    void the_ledger_goes_where_it_is_told_to(TestDatabase database) throws Exception {
        MigratorBuilder builder =
                on(database, "shop").historySchema("Ops \"x\"").historyPrefix("m_");
        builder.build().upgrade("status");
        assertThat(database.query("select nspname || '.' || relname from pg_class c join pg_namespace n"
                        + " on n.oid = relnamespace where relname like 'm\\_%' and relkind in ('r', 'v') order by 1"))
                .containsExactly(
                        "Ops \"x\".m_applied", "Ops \"x\".m_heads", "Ops \"x\".m_history", "Ops \"x\".m_ledger");
        assertThat(builder.build().current()).hasSize(1);
    }

    @Test
    void a_class_that_cannot_load_stops_the_run_before_its_first_step(TestDatabase database) throws Exception {
        assertThat(refusal(() -> on(database, "unloadable").build().upgrade("heads")))
                .contains("explodes")
                .contains("no such luck")
                .contains("nothing was run");
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void all_that_is_wrong_with_the_revisions_is_told_together() {
        RefusedException refused = catchThrowableOfType(
                RefusedException.class,
                () -> Migrator.configure()
                        .packages("dev.migrator.fixtures.duplicate")
                        .build()
                        .heads());
        assertThat(refused.problems())
                .extracting(Problem::kind)
                .containsExactlyInAnyOrder("duplicate_id", "unknown_parent", "cycle");
        assertThat(refused).hasMessageContaining("3 problems").hasMessageContaining(") → ring (each");
    }

    @Test
    void what_runs_no_body_loads_no_class_of_jooq(TestDatabase database) throws Exception {
        on(database, "shop").build().upgrade("head");
        for (String verb : List.of("status", "upgrade")) {
            ChildProcess.Result result = ChildProcess.start(
                            RunMain.class,
                            List.of("-Xlog:class+load"),
                            List.of(
                                    database.url(),
                                    database.user(),
                                    database.password(),
                                    "dev.migrator.fixtures.shop",
                                    verb,
                                    "head",
                                    "0"))
                    .await();
            assertThat(result.exitCode()).isZero();
            assertThat(result.output()).contains("dev.migrator.Migrator ").doesNotContain("org.jooq.");
        }
    }
}
