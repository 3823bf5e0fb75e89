// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real shells offer with the scripts; the tool that these ask is a process of its own. */
class CompletionIT {

    @TempDir
    private Path folder;

    @BeforeEach
    void a_tool_and_a_project() throws Exception {
        Path tool = Files.createDirectories(folder.resolve("bin")).resolve("migrator");
        Files.writeString(
                tool,
                "#!/bin/sh\nexec '" + System.getProperty("java.home") + "/bin/java' -XX:TieredStopAtLevel=1 -cp '"
                        + System.getProperty("java.class.path") + "' dev.migrator.cli.Main \"$@\"\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        project(folder, "shop");
        for (String shell : List.of("bash", "zsh")) {
            Files.writeString(
                    folder.resolve("migrator." + shell),
                    Shell.in(folder).run("completion", shell).out());
        }
    }

    private static void project(Path place, String fixture) throws Exception {
        Shell.onFixture(
                Files.createDirectories(place),
                fixture,
                "url = embedded",
                "environments = qa",
                "staging.url = jdbc:postgresql://h/d",
                "names = shop, billing",
                "qa.shop.packages = dev.migrator.cli.fixture.forked");
    }

    /** What bash has in COMPREPLY, a line each; it takes words apart at = and @ and :. */
    private List<String> bash(String... words) throws Exception {
        return bashOf("migrator", words);
    }

    private List<String> bashOf(String tool, String... words) throws Exception {
        String list = Stream.of(words).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return shell(
                "bash",
                "source ./migrator.bash; COMP_WORDS=(" + tool + " " + list + "); COMP_CWORD=" + words.length
                        + "; _migrator; for each in \"${COMPREPLY[@]}\"; do echo \"$each\"; done");
    }

    /** What zsh is asked to describe. */
    private List<String> zsh(String... words) throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":", -1))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "zsh"))),
                "no zsh");
        String list = Stream.of(words).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return shell(
                "zsh",
                "compdef() {}; compset() {}; _files() { echo files \"$@\" };"
                        + " _describe() { [[ $1 == -o ]] && shift; print -rl -- \"${(@P)2}\" };"
                        + " source ./migrator.zsh; words=(migrator " + list + "); CURRENT=" + (words.length + 1)
                        + "; _migrator");
    }

    private List<String> shell(String shell, String script) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH"),
                "HOME=" + folder,
                shell,
                shell.equals("zsh") ? "-f" : "--norc",
                "-c",
                script));
        String output = PackagedTool.execute(folder, command);
        assertThat(output).startsWith("0\n");
        return output.lines().skip(1).toList();
    }

    @Test
    void verbs_and_those_of_a_group() throws Exception {
        assertThat(bash("")).contains("upgrade", "downgrade", "db", "help").doesNotContain("complete", "share");
        assertThat(bash("up")).containsExactly("upgrade");
        assertThat(bash("db", "")).containsExactly("create", "drop", "wait");
        assertThat(bash("-C", "bin", "-q", "st")).containsExactly("stamp", "status");
        assertThat(bash("help", "reb")).containsExactly("rebase");
        assertThat(bash("help", "seed", "")).containsExactly("apply", "remove", "status", "new");
        assertThat(bash("help", "seed", "a")).containsExactly("apply");
        assertThat(bash("help", "seed", "apply", "")).isEmpty();
        assertThat(bash("help", "upgrade", "")).isEmpty();
        assertThat(bash("completion", "")).containsExactly("bash", "zsh");
    }

    @Test
    void options_and_what_stands_behind_them() throws Exception {
        assertThat(bash("upgrade", "--pl")).containsExactly("--plan");
        assertThat(bash("--js")).containsExactly("--json");
        assertThat(bash("db", "drop", "--f")).containsExactly("--force");
        assertThat(bash("current", "--color", "")).containsExactly("auto", "always", "never");
        assertThat(bash("current", "--color", "=", "al")).containsExactly("always");
        assertThat(bash("current", "--audit", "=")).containsExactly("off", "statements", "full");
        assertThat(bash("init", "--layout", "")).containsExactly("sources", "classes");
        assertThat(bash("revision", "-m", "")).isEmpty();
        assertThat(bash("-C", "bi")).containsExactly("bin");
        assertThat(bash("--config", "migrator.p")).containsExactly("migrator.properties");
    }

    @Test
    void revisions_labels_and_symbols_are_those_of_the_project() throws Exception {
        assertThat(bash("upgrade", "")).contains("head", "heads", "base", "current", "billing", "ffff6000");
        assertThat(bash("downgrade", "--plan", "bbb")).containsExactly("bbbb2000");
        assertThat(bash("downgrade", "billing", "@", "he"))
                .as("bash replaces the @, too")
                .containsExactly("@head", "@heads");
        assertThat(bash("downgrade", "billing", "@")).contains("@head", "@ffff6000");
        assertThat(bash("history", "bbbb2000", ":")).contains("head");
        assertThat(bash("revision", "--head", "ffff")).containsExactly("ffff6000");
        assertThat(bashOf("./bin/migrator", "show", "ffff")).containsExactly("ffff6000");
        assertThat(folder.resolve(".migrator/postgres")).doesNotExist();
    }

    @Test
    void they_are_those_of_the_project_that_the_command_line_names() throws Exception {
        project(folder.resolve("other place"), "forked");
        Files.delete(folder.resolve("migrator.properties"));

        assertThat(bash("-C", "other place", "show", "bbbb"))
                .allSatisfy(id -> assertThat(id).startsWith("bbbb"))
                .hasSizeGreaterThan(1);
        assertThat(bash("--config", "=", "other place/migrator.properties", "--env", ""))
                .containsExactly("qa", "staging");
    }

    @Test
    void what_bash_takes_apart_and_leaves_to_the_shell_is_put_together_again() throws Exception {
        assertThat(bash("-x", "a", "=", "b", "upgrade", "--pl")).containsExactly("--plan");
        assertThat(bash("--url", "jdbc", ":", "postgresql", ":", "//h/d", "show", "bbbb"))
                .containsExactly("bbbb2000");
        project(folder.resolve("other place"), "forked");
        for (String there : List.of("~/other\\ place", "\"" + folder + "/other place\"")) {
            assertThat(bash("-C", there, "show", "bbbb")).as(there).hasSizeGreaterThan(1);
        }
    }

    @Test
    void environments_and_names_are_those_of_the_file() throws Exception {
        assertThat(bash("status", "--env", "")).containsExactly("qa", "staging");
        assertThat(bash("status", "--env", "=", "st")).containsExactly("staging");
        assertThat(bash("status", "--name", "")).containsExactly("shop", "billing", "all");
        assertThat(bash("show", "--env", "qa", "--name", "=", "shop", "bbbb")).hasSizeGreaterThan(1);
    }

    @Test
    void what_is_wrong_says_nothing() throws Exception {
        project(folder, "orphan");
        assertThat(bash("show", "")).isEmpty();
        assertThat(bash("-C", "missing", "show", "")).isEmpty();
        Files.writeString(folder.resolve("migrator.properties"), "nonsense = true");
        assertThat(bash("show", "")).isEmpty();

        Shell.Outcome outcome = Shell.in(folder).run("complete", "revision");
        assertThat(outcome.transcript()).isEqualTo("exit 0\n--- stdout\n--- stderr\n");
    }

    @Test
    void zsh_shows_what_each_is() throws Exception {
        assertThat(zsh("")).contains("current:Show where the database is.");
        assertThat(zsh("help", "")).contains("upgrade:Apply a target and everything below it that is missing.");
        assertThat(zsh("help", "db", "")).isEqualTo(zsh("db", ""));
        assertThat(zsh("db", "")).hasSize(3).contains("drop:Drop the database with all that is in it, after asking.");
        assertThat(zsh("upgrade", "--")).contains("--plan:Show what would be done, and do nothing.");
        assertThat(zsh("upgrade", "")).contains("head:the single head", "ffff6000:link invoices");
        assertThat(zsh("history", "--color=")).containsExactly("auto", "always", "never");
        assertThat(zsh("--env", "")).containsExactly("qa", "staging");
        assertThat(zsh("show", "--env=qa", "--name", "shop", "")).contains("bbbb2000:left");
        assertThat(zsh("-C", "")).containsExactly("files -/");
        assertThat(zsh("-C", "missing", "show", ""))
                .allSatisfy(line -> assertThat(line).isBlank());
    }
}
