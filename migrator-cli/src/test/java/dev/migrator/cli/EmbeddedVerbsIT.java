// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedVerbsIT {

    @TempDir
    private Path folder;

    @AfterEach
    void nothing_keeps_running() {
        Shell.in(folder).run("embedded", "stop");
    }

    @Test
    void a_command_starts_the_server_and_stops_it() throws Exception {
        Shell shell = Shell.onFixture(folder, "shop", "url = embedded");

        Shell.Outcome upgrade = shell.run("upgrade");

        assertThat(upgrade.exit()).isZero();
        assertThat(upgrade.err()).startsWith("starting the embedded PostgreSQL in " + folder.resolve(".migrator"));
        assertThat(running(shell)).isFalse();
        assertThat(shell.run("current").out()).isEqualTo("ffff6000 (head), link invoices\n");
    }

    @Test
    void a_server_that_is_kept_serves_several_commands() throws Exception {
        Shell shell = Shell.onFixture(folder, "shop", "url = embedded");

        assertThat(shell.run("embedded", "start").out()).contains("running on port", "kept until embedded stop");
        assertThat(shell.run("upgrade").err()).doesNotContain("starting");
        assertThat(running(shell)).isTrue();
        assertThat(shell.run("embedded", "psql-url").out()).startsWith("postgresql://");
        assertThat(shell.run("embedded", "stop").out()).startsWith("stopped; not running");
        assertThat(shell.run("embedded", "stop").out()).startsWith("not running");
        Shell.Outcome url = shell.run("embedded", "psql-url");
        assertThat(url.exit()).isEqualTo(6);
        assertThat(url.err()).contains("migrator embedded start");
    }

    @Test
    void no_server_is_started_for_what_needs_none() throws Exception {
        Shell shell = Shell.onFixture(folder, "shop", "url = embedded");

        shell.run("history");
        shell.run("heads");
        shell.run("branches");
        shell.run("show", "head");
        shell.run("revision", "-m", "x");
        shell.run("upgrade", "--lock-wait", "soon");

        assertThat(folder.resolve(".migrator")).doesNotExist();
    }

    @Test
    void a_folder_that_cannot_be_used_is_named() throws Exception {
        Files.writeString(folder.resolve(".migrator"), "a file in the way");

        Shell.Outcome outcome =
                Shell.onFixture(folder, "shop", "url = embedded").run("upgrade");

        assertThat(outcome.exit()).isEqualTo(6);
        assertThat(outcome.err())
                .contains(folder.resolve(".migrator").toString())
                .doesNotContain("\tat ");
    }

    private static boolean running(Shell shell) throws Exception {
        JsonNode status = new ObjectMapper()
                .readTree(shell.run("embedded", "status", "--json").out());
        return status.get("embedded").get("running").asBoolean();
    }
}
