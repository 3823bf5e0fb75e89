// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process to start.
 *
 * @param command the program and its arguments
 * @param environment what is added to the environment
 */
record Invocation(List<String> command, Map<String, String> environment) {

    /** The file in the folder that keeps what a process printed. */
    static final String OUTPUT = "output.txt";

    private static final Path TIME = Path.of("/usr/bin/time");
    private static final int LONGEST_MINUTES = 30;
    private static final int NOT_STARTED = 127;
    private static final int TOO_LONG = 124;

    static Invocation of(String... command) {
        return new Invocation(List.of(command), Map.of());
    }

    Invocation with(Map<String, String> variables) {
        return new Invocation(command, variables);
    }

    Invocation and(String... arguments) {
        List<String> longer = new ArrayList<>(command);
        longer.addAll(List.of(arguments));
        return new Invocation(longer, environment);
    }

    /**
     * How a process ended.
     *
     * @param value the milliseconds that it took, or the kilobytes of memory
     * @param exit its exit code
     * @param lastLine the last line that it printed
     */
    record Ended(double value, int exit, String lastLine) {}

    /** Whether this machine has what tells how much memory a process takes. */
    static boolean canWeigh() {
        return Files.isExecutable(TIME);
    }

    /** Runs it to its end, and tells the wall time. */
    Ended time(Path folder) throws IOException, InterruptedException {
        Path output = folder.resolve(OUTPUT);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Ended(0, NOT_STARTED, String.valueOf(e.getMessage()));
        }
        process.getOutputStream().close();
        boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        double millis = (System.nanoTime() - start) / 1e6;
        if (!ended) {
            process.destroyForcibly();
            return new Ended(millis, TOO_LONG, "ended after " + LONGEST_MINUTES + " minutes");
        }
        return new Ended(millis, process.exitValue(), lastLine(output));
    }

    /**
     * Runs it to its end, and tells the peak of its resident memory, or of the largest among the processes that it started
     * and waited for.
     */
    Ended weigh(Path folder) throws IOException, InterruptedException {
        Path weight = folder.resolve("memory.txt").toAbsolutePath();
        List<String> weighed = new ArrayList<>(List.of(TIME.toString(), "-f", "%M", "-o", weight.toString()));
        weighed.addAll(command);
        Ended ended = new Invocation(weighed, environment).time(folder);
        return ended.exit() == 0
                ? new Ended(Double.parseDouble(Files.readString(weight).strip()), 0, "")
                : ended;
    }

    private static String lastLine(Path output) throws IOException {
        // Bytes that are no UTF-8 must not break off the comparison.
        return new String(Files.readAllBytes(output), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce("", (first, second) -> second);
    }
}
