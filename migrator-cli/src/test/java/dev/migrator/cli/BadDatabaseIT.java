// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.execute.Cancellation;
import dev.migrator.execute.RunLock;
import dev.migrator.execute.Session;
import dev.migrator.execute.SessionSettings;
import dev.migrator.execute.Timeouts;
import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FreshDatabase.class)
class BadDatabaseIT {

    private static final SessionSettings PLAIN =
            new SessionSettings("holder", List.of(), Optional.empty(), Timeouts.USUAL);

    @TempDir
    private Path folder;

    @Test
    void a_wrong_password_ends_with_6(TestDatabase database) throws Exception {
        Shell.Outcome outcome =
                on(database, "shop").set("MIGRATOR_PASSWORD", "sesame-wrong").run("upgrade");

        assertThat(outcome.exit()).isEqualTo(6);
        assertThat(outcome.err())
                .contains("password authentication failed", "Nothing was changed", "MIGRATOR_PASSWORD")
                .doesNotContain("sesame");
    }

    @Test
    void a_person_is_asked_for_the_password_that_the_server_wants(TestDatabase database) throws Exception {
        Shell shell = Shell.onFixture(folder, "shop", "url = " + database.url(), "user = " + database.user())
                .answering(question -> question.startsWith("Password") ? database.password() : "");

        assertThat(shell.run("current").transcript()).contains("exit 0", "nothing is applied");
    }

    @Test
    void a_missing_database_ends_with_6(TestDatabase database) throws Exception {
        Shell.Outcome outcome = on(database, "shop").run("current", "--url", database.url() + "_missing");

        assertThat(outcome.exit()).isEqualTo(6);
        assertThat(outcome.err()).contains("does not exist", "Create it with db create");
    }

    @Test
    void a_user_who_may_not_create_the_ledger_ends_with_6(TestDatabase database) throws Exception {
        database.execute("create role guest_" + database.name() + " login password 'guest'");
        try {
            Shell.Outcome outcome = on(database, "shop")
                    .set("MIGRATOR_PASSWORD", "guest")
                    .run("upgrade", "--user", "guest_" + database.name());

            assertThat(outcome.exit()).isEqualTo(6);
            assertThat(outcome.err()).contains("permission denied").containsIgnoringCase("nothing");
        } finally {
            database.execute("drop role guest_" + database.name());
        }
    }

    @Test
    void a_read_only_database_refuses_what_writes_and_answers_what_reads(TestDatabase database) throws Exception {
        database.execute("alter database " + database.name() + " set default_transaction_read_only = on");
        Shell shell = on(database, "shop");

        assertThat(shell.run("status").exit()).isZero();
        Shell.Outcome outcome = shell.run("upgrade");
        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err()).contains("read-only", "Nothing was changed.");
    }

    @Test
    void a_class_that_cannot_load_stops_the_run_while_nothing_has_happened(TestDatabase database) throws Exception {
        Shell.Outcome outcome = on(database, "unloadable").run("upgrade");

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err()).contains("aaaa1000", "Broken", "Nothing was changed.");
        assertThat(database.objects()).isEmpty();
    }

    @Test
    void what_cannot_be_undone_is_refused(TestDatabase database) throws Exception {
        Shell shell = on(database, "oneway");
        shell.run("upgrade");

        Shell.Outcome outcome = shell.run("downgrade", "base");

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err()).contains("aaaa1000", "cannot be undone");
        assertThat(database.objects()).contains("table users");
    }

    @Test
    void several_heads_are_refused_by_name(TestDatabase database) throws Exception {
        Shell.Outcome outcome = on(database, "forked").run("upgrade");

        assertThat(outcome.exit()).isEqualTo(3);
        assertThat(outcome.err()).contains("bbbb2000, bbbb3000");
    }

    @Test
    void another_run_that_holds_the_lock_is_named_and_waited_for_no_longer_than_allowed(TestDatabase database)
            throws Exception {
        Shell shell = on(database, "shop");
        shell.run("upgrade", "aaaa1000");
        try (Session holder = Session.over(database.connect(), false, PLAIN, database::connect);
                RunLock lock = new RunLock(holder, "public.migrator_")) {
            assertThat(lock.acquire(Duration.ZERO, event -> {}, new Cancellation()))
                    .isTrue();

            Shell.Outcome outcome = shell.run("upgrade", "--lock-wait", "300ms");

            assertThat(outcome.exit()).isEqualTo(5);
            assertThat(outcome.err())
                    .contains("waiting for another run to end: pid ", "Nothing was changed", "lock-wait");
        }
        assertThat(shell.run("upgrade").exit()).isZero();
    }

    private Shell on(TestDatabase database, String fixture) throws Exception {
        return Shell.onFixture(folder, fixture, "url = " + database.url(), "user = " + database.user())
                .set("MIGRATOR_PASSWORD", database.password());
    }
}
