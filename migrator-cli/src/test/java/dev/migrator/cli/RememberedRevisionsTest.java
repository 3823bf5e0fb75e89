// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.cli.fixture.shop.CreateUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedRevisionsTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path home;

    /** What was compiled a moment ago is read each time, and not remembered. */
    @BeforeAll
    static void classes_are_old_enough_to_be_remembered() throws Exception {
        Path compiled =
                Path.of(CreateUsers.class.getResource("CreateUsers.class").toURI());
        Thread.sleep(Math.max(0, Files.getLastModifiedTime(compiled).toMillis() + 2_500 - System.currentTimeMillis()));
    }

    @Test
    void what_was_found_is_remembered_in_the_cache_of_the_user() throws Exception {
        Shell shell = Shell.onFixture(folder, "shop").set("HOME", home.toString());
        Shell.Outcome first = shell.run("history");

        assertThat(first.exit()).isZero();
        assertThat(indexes(home.resolve(".cache/migrator")))
                .singleElement()
                .satisfies(index -> assertThat(Files.readString(index))
                        .startsWith("migrator index 4 ")
                        .contains("dev.migrator.cli.fixture.shop"));
        assertThat(shell.run("history").transcript()).isEqualTo(first.transcript());
    }

    @Test
    void the_folder_for_caches_that_is_named_goes_first() throws Exception {
        Path cache = home.resolve("elsewhere");
        Shell.onFixture(folder, "shop")
                .set("HOME", home.toString())
                .set("XDG_CACHE_HOME", cache.toString())
                .run("heads");

        assertThat(indexes(cache.resolve("migrator"))).hasSize(1);
        assertThat(home.resolve(".cache")).doesNotExist();
    }

    @Test
    void a_project_has_an_index_of_its_own() throws Exception {
        Shell.onFixture(folder, "shop").set("HOME", home.toString()).run("heads");
        Shell.onFixture(folder, "forked").set("HOME", home.toString()).run("heads");

        assertThat(indexes(home.resolve(".cache/migrator"))).hasSize(2);
    }

    @Test
    void a_broken_index_changes_no_answer() throws Exception {
        Shell shell = Shell.onFixture(folder, "shop").set("HOME", home.toString());
        String expected = shell.run("history").transcript();
        for (Path index : indexes(home.resolve(".cache/migrator"))) {
            Files.writeString(index, Files.readString(index).replace("create users", "nonsense"));
        }

        assertThat(shell.run("history").transcript()).isEqualTo(expected);
    }

    @Test
    void an_edit_is_seen_by_the_next_command() throws Exception {
        Path migrations = Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(folder.resolve("migrator.properties"), "migrations = migrations\n");
        Shell shell = Shell.in(folder).set("HOME", home.toString());
        for (String message : List.of("one", "two", "three")) {
            Files.writeString(
                    migrations.resolve("a.sql"),
                    "-- migrator: revision aa11\n-- migrator: message " + message
                            + "\n-- migrator: upgrade\nselect 1;\n");

            assertThat(shell.run("history").out()).contains(message);
        }
    }

    private static List<Path> indexes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
