// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FreshDatabase.class)
class DbVerbsIT {

    @TempDir
    private Path folder;

    @Test
    void a_database_is_created_waited_for_and_dropped(TestDatabase near) throws Exception {
        String name = near.name() + " \"Ü%/?\" x";
        Shell shell = on(near, near.name() + "%20%22%C3%9C%25%2F%3F%22%20x?ApplicationName=test");

        golden(near, "db-create", shell.run("db", "create"));
        assertThat(names(near)).contains(name);
        golden(near, "db-create-again", shell.run("db", "create"));
        golden(near, "db-wait", shell.run("db", "wait"));
        golden(near, "db-drop-nobody", shell.run("db", "drop"));
        golden(near, "db-drop-wrong-name", shell.answering(question -> "shop").run("db", "drop"));
        assertThat(names(near)).contains(name);
        golden(near, "db-drop", shell.answering(question -> name).run("db", "drop"));
        assertThat(names(near)).doesNotContain(name);
        golden(near, "db-drop-again", shell.run("db", "drop", "--yes", "--json"));
    }

    @Test
    void a_database_that_others_use_is_dropped_only_by_force(TestDatabase near) throws Exception {
        String name = near.name() + "_used";
        Shell shell = on(near, name);
        shell.run("db", "create");
        TestDatabase used = new TestDatabase(name, near.url() + "_used", near.user(), near.password());

        try (Connection other = used.connect()) {
            golden(near, "db-drop-used", shell.run("db", "drop", "--yes"));
            assertThat(shell.run("db", "drop", "--yes", "--force").out()).contains("dropped");
            assertThat(other.isValid(1)).isFalse();
        }
    }

    @Test
    void a_role_owns_what_is_created_for_it(TestDatabase near) throws Exception {
        String role = "owner_" + near.name();
        near.execute("create role " + role);
        Shell shell = on(near, near.name() + "_owned");

        assertThat(shell.run("db", "create", "--role", role).exit()).isZero();
        assertThat(near.query(
                        "select pg_get_userbyid(datdba) from pg_database where datname = '" + near.name() + "_owned'"))
                .containsExactly(role);
        shell.run("db", "drop", "--yes");
        near.execute("drop role " + role);
    }

    @Test
    void a_user_who_may_not_create_databases_is_told_so(TestDatabase near) throws Exception {
        String guest = "guest_" + near.name();
        near.execute("create role " + guest + " login password 'guest'");

        Shell.Outcome refused = on(near, near.name() + "_no")
                .set("MIGRATOR_USER", guest)
                .set("MIGRATOR_PASSWORD", "guest")
                .run("db", "create");

        golden(near, "db-create-not-permitted", refused);
        near.execute("drop role " + guest);
    }

    @Test
    void of_many_that_create_at_once_one_does_and_none_fails(TestDatabase near) {
        Shell shell = on(near, near.name() + "_many");
        List<CompletableFuture<Shell.Outcome>> started = IntStream.range(0, 8)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> shell.run("db", "create")))
                .toList();

        List<Shell.Outcome> outcomes =
                started.stream().map(CompletableFuture::join).toList();

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome.exit()).isZero());
        assertThat(outcomes)
                .filteredOn(outcome -> outcome.out().contains(" created "))
                .hasSize(1);
        shell.run("db", "drop", "--yes");
    }

    @Test
    void wait_ends_when_the_database_is_there_and_not_before(TestDatabase near) throws Exception {
        Shell shell = on(near, near.name() + "_late");
        golden(near, "db-wait-in-vain", shell.run("db", "wait", "--timeout", "300ms"));

        CompletableFuture<Shell.Outcome> waiting = CompletableFuture.supplyAsync(() -> shell.run("db", "wait"));
        Thread.sleep(500);
        assertThat(waiting).isNotDone();
        shell.run("db", "create");

        assertThat(waiting.join().exit()).isZero();
        shell.run("db", "drop", "--yes");
    }

    @Test
    void a_server_that_takes_a_connection_and_says_nothing_is_not_waited_for_forever(TestDatabase near)
            throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "postgresql://127.0.0.1:" + silent.getLocalPort() + "/shop";

            Shell.Outcome outcome = on(near, "x").run("db", "wait", "--timeout", "1s", "--url", url);

            assertThat(outcome.exit()).isEqualTo(6);
            assertThat(outcome.err()).contains("did not answer within");
        }
    }

    @Test
    void wait_does_not_wait_for_what_cannot_change(TestDatabase near) throws Exception {
        golden(
                near,
                "db-wait-password",
                on(near, near.name()).set("MIGRATOR_PASSWORD", "wrong").run("db", "wait"));
        golden(near, "db-wait-mistyped", on(near, near.name()).run("db", "wait", "--timeout", "soon"));
        golden(near, "db-alone", on(near, near.name()).run("db"));
    }

    @Test
    void the_embedded_database_can_be_dropped_and_made_anew() throws Exception {
        Shell shell = Shell.onFixture(folder, "shop", "url = embedded");
        try {
            shell.run("embedded", "start");
            assertThat(shell.run("upgrade").exit()).isZero();

            assertThat(shell.run("db", "drop", "--yes").exit()).isZero();
            assertThat(shell.run("current").err()).contains("db create");
            assertThat(shell.run("db", "create").exit()).isZero();

            assertThat(shell.run("current").out()).contains("nothing is applied");
        } finally {
            shell.run("embedded", "stop");
        }
    }

    private Shell on(TestDatabase near, String path) {
        String server = near.url().substring(0, near.url().lastIndexOf('/') + 1);
        try {
            Files.writeString(folder.resolve("migrator.properties"), "url = " + server + path.replace("\\", "\\\\"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Shell.in(folder).set("MIGRATOR_USER", near.user()).set("MIGRATOR_PASSWORD", near.password());
    }

    private static List<String> names(TestDatabase near) throws Exception {
        return near.query("select datname from pg_database");
    }

    private void golden(TestDatabase near, String name, Shell.Outcome outcome) throws Exception {
        String masked = Golden.masked(outcome.transcript(), folder).replace(near.name(), "shop");
        Golden.matches(name, masked.replaceAll("//[a-z0-9.]+:[0-9]+/", "//HOST:PORT/"));
    }
}
