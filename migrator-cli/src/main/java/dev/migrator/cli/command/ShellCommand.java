// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A command of the user's that gets a file as its last argument. It may hold options, so that a shell has to read it;
 * the file is handed over apart from that.
 *
 * @param setting what named it, for messages
 * @param line the command
 */
record ShellCommand(String setting, String line) {

    /** Runs it with the terminal in its hands. */
    void talkingTo(Path file) {
        run(new ProcessBuilder(words(file)).inheritIO(), file);
    }

    /** Runs it in a folder, and gives what it said. */
    String output(Path folder, Path file) {
        return run(new ProcessBuilder(words(file)).directory(folder.toFile()).redirectErrorStream(true), file);
    }

    private List<String> words(Path file) {
        boolean windows = System.getProperty("os.name").startsWith("Windows");
        return windows
                ? List.of("cmd", "/c", line, file.toString())
                : List.of("sh", "-c", line + " \"$1\"", "sh", file.toString());
    }

    private String run(ProcessBuilder builder, Path file) {
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int exit = process.waitFor();
            if (exit != 0) {
                throw new CommandFailedException(
                        "the command '" + line + "' ended with " + exit + " on " + file + "; correct " + setting
                                + (said.isEmpty() ? "" : "\n" + said.indent(2).stripTrailing()));
            }
            return said;
        } catch (IOException failure) {
            throw new ConfigurationException(
                    "the command '" + line + "' cannot be started; correct " + setting, failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
