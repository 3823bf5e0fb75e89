// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages of the manual, as those read them who have to. */
class ManualTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void written() {
        assertThat(Shell.in(folder).run("share", "share").exit()).isZero();
    }

    private List<Path> pages() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("share/man/man1"))) {
            return files.sorted().toList();
        }
    }

    @Test
    void every_verb_has_a_page_and_hidden_ones_have_none() throws Exception {
        assertThat(pages().stream().map(page -> page.getFileName().toString()))
                .contains("migrator.1", "migrator-upgrade.1", "migrator-db.1", "migrator-db-create.1")
                .doesNotContain("migrator-complete.1", "migrator-share.1");
    }

    @Test
    void pages_are_ascii_and_no_text_is_taken_for_a_request() throws Exception {
        for (Path page : pages()) {
            assertThat(Files.readString(page, StandardCharsets.US_ASCII)).isNotEmpty();
            assertThat(Files.readAllLines(page))
                    .allSatisfy(line -> assertThat(line).matches("[^.'].*|[.](TH|SH|TP|PP|BR?)( .*)?"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"migrator", "migrator-upgrade", "migrator-db"})
    void a_page_says_what_help_says(String name) throws Exception {
        String page = Files.readString(folder.resolve("share/man/man1/" + name + ".1"))
                .replaceFirst("\"migrator [0-9][^\"]*\"", "\"migrator VERSION\"");

        Golden.matches("manual-" + name, page);
    }

    @Test
    void groff_has_nothing_to_say_against_them() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/groff")), "no groff");
        for (Path page : pages()) {
            String said = PackagedTool.execute(
                    folder, List.of("/usr/bin/groff", "-man", "-ww", "-z", "-Tutf8", page.toString()));
            assertThat(said).as(page.toString()).isEqualTo("0\n");
        }
    }
}
