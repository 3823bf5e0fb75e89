// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Does what the README's walk from nothing to a merged migration says, with the packaged tool, and compares all that is
 * printed. Ids, which are random, are asked for; times and ports are not compared.
 */
@DisabledOnOs(OS.WINDOWS)
class ReadmeIT {

    private static final Pattern PART =
            Pattern.compile("(?m)^    \\$ migrator (?<command>.*)\\n(?<printed>(?:    (?!\\$).*\\n)*)"
                    + "|`(?<file>db/migrations/[^`]+)`[^`]*\\n\\n```[a-z]+\\n(?<content>[^`]*)```");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Pattern NEW_ID = Pattern.compile("^(?:revision|merge) ([0-9a-f]{12}) on ");

    @TempDir
    private Path folder;

    @Test
    void the_walk_from_nothing_to_a_merged_migration_takes_place_as_it_is_told() throws Exception {
        PackagedTool tool = PackagedTool.unpackedInto(folder.resolve("tool"));
        Path project = Files.createDirectories(folder.resolve("project"));
        List<MatchResult> parts = parts();
        assertThat(parts).hasSizeGreaterThan(15);
        try {
            for (MatchResult part : parts) {
                follow(part, tool, project);
            }
        } finally {
            tool.run(project, List.of("embedded", "stop"));
        }
    }

    private static List<MatchResult> parts() throws Exception {
        String readme = Files.readString(Path.of("../README.md"));
        String section = readme.replaceAll("(?s).*\n## From nothing|\n## In your application.*", "");
        return PART.matcher(section).results().toList();
    }

    private static void follow(MatchResult part, PackagedTool tool, Path project) throws Exception {
        if (part.group(3) != null) {
            assertThat(project.resolve(part.group(3))).exists();
            Files.writeString(project.resolve(part.group(3)), part.group(4));
            return;
        }
        String expected = part.group(2).replaceAll("(?m)^    ", "");
        List<String> words = words(part.group(1));
        Matcher id = NEW_ID.matcher(expected);
        if (id.find()) {
            words.addAll(List.of("--rev-id", id.group(1)));
        }
        String printed = tool.run(project, words).replaceFirst("^[0-9]+\\n", "");
        assertThat(masked(printed.replace(project.toString(), "\u2026")))
                .as(part.group(1))
                .isEqualTo(masked(expected));
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        WORD.matcher(command)
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .forEach(words::add);
        return words;
    }

    private static String masked(String text) {
        return text.replaceAll("[0-9]+ ms|[0-9]+[.][0-9] s", "N ms")
                .replaceAll("port [0-9]+, pid [0-9]+", "port N, pid N");
    }
}
