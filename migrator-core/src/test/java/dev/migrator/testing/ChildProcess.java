// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java process of its own, on the class path of the tests unless it is told another. */
public final class ChildProcess {

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    public static ChildProcess start(Class<?> main, List<String> options, List<String> arguments) throws IOException {
        return start(main, options, arguments, Map.of());
    }

    public static ChildProcess start(
            Class<?> main, List<String> options, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return java(command, environment);
    }

    /**
     * Starts a process that works on a database as {@link RunMain} does.
     *
     * @param place the package or the folder of the migrations
     */
    public static ChildProcess run(TestDatabase database, String place, String verb, String target) throws IOException {
        return start(
                RunMain.class,
                List.of("-XX:TieredStopAtLevel=1"),
                List.of(database.url(), database.user(), database.password(), place, verb, target, "0"));
    }

    /** Kills one of {@link #run} once a statement of it sleeps, and has its session ended, as the server would in time. */
    public void killAsleep(TestDatabase database) throws Exception {
        database.await("select 1 from pg_stat_activity where application_name = 'child' and query like '%pg_sleep%'"
                + " and state = 'active' and pid <> pg_backend_pid()");
        kill();
        database.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'child'");
    }

    /** Starts Java with options, a program and its arguments, and nothing of the tests. */
    public static ChildProcess java(List<String> arguments) throws IOException {
        return java(arguments, Map.of());
    }

    private static ChildProcess java(List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ChildProcess(builder.start());
    }

    /** Waits for its end, and gives all that it printed. */
    public Result await() throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException("the process did not end: " + output);
        }
        return new Result(process.exitValue(), output);
    }

    /** SIGKILL: no shutdown hook, no finally. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public record Result(int exitCode, String output) {}
}
