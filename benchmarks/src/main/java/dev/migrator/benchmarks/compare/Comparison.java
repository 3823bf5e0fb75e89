// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Runs the tools in alternation. Not thread-safe. */
final class Comparison {

    private final Choice choice;
    private final Path work;
    private final Databases databases;
    private final List<Tool> tools;
    private final PrintStream talk;
    private final Samples samples;

    Comparison(Choice choice, Path work, Databases databases, List<Tool> tools, Samples samples, PrintStream talk) {
        this.choice = choice;
        this.work = work;
        this.databases = databases;
        this.tools = List.copyOf(tools);
        this.samples = samples;
        this.talk = talk;
    }

    /** Measures all that was chosen. */
    void run() throws IOException, InterruptedException, SQLException {
        if (choice.rounds() > 0) {
            prepare();
        }
        for (int round = 0; round < choice.rounds(); round++) {
            talk.println("round " + (round + 1) + " of " + choice.rounds());
            for (Measure measure : choice.measures()) {
                for (Tool tool : inTurn(round)) {
                    measure(measure, tool);
                }
            }
        }
    }

    /** Another one begins each time, so that none always comes after the same one. */
    private List<Tool> inTurn(int round) {
        List<Tool> turned = new ArrayList<>(tools);
        Collections.rotate(turned, -round);
        return turned;
    }

    private void measure(Measure measure, Tool tool) throws IOException, InterruptedException, SQLException {
        if (!does(tool, measure) || samples.failure(measure, tool.title()).isPresent()) {
            return;
        }
        Address database = address(tool, measure);
        if (measure.applies()) {
            databases.make(database.database());
        }
        Invocation.Ended ended = tool.run(measure, folder(tool, measure), database);
        Optional<String> wrong =
                ended.exit() == 0 ? unfinished(tool, measure, database) : Optional.of(ended.lastLine());
        if (wrong.isPresent()) {
            failed(measure, tool, wrong.get());
            return;
        }
        samples.add(measure, tool.title(), ended.value());
    }

    /** Whoever says that all was applied must have left it there, and a table of its own. */
    private Optional<String> unfinished(Tool tool, Measure measure, Address database) throws SQLException {
        int expected = (measure.body() == Body.TABLE ? measure.size() : 0) + (tool.keepsRecord() ? 1 : 0);
        int found = expected == 0 ? 0 : databases.tables(database);
        return found >= expected
                ? Optional.empty()
                : Optional.of("it ended well, and left " + found + " tables of at least " + expected);
    }

    /** Writes the projects, and applies those in which there shall be nothing to do. */
    private void prepare() throws IOException, InterruptedException, SQLException {
        Set<Path> prepared = new HashSet<>();
        for (Tool tool : tools) {
            for (Measure measure : choice.measures()) {
                if (does(tool, measure) && prepared.add(folder(tool, measure))) {
                    prepare(tool, measure);
                }
            }
        }
    }

    /** What cannot be prepared fails at all that would be measured there. */
    private void prepare(Tool tool, Measure measure) throws IOException, InterruptedException, SQLException {
        Path folder = folder(tool, measure);
        talk.println("preparing " + folder);
        Files.createDirectories(folder);
        Optional<String> wrong = written(tool, measure, folder);
        if (wrong.isPresent()) {
            for (Measure other : choice.measures()) {
                if (does(tool, other) && folder(tool, other).equals(folder)) {
                    failed(other, tool, wrong.get());
                }
            }
        }
    }

    /** Gives what went wrong. */
    private Optional<String> written(Tool tool, Measure measure, Path folder)
            throws InterruptedException, SQLException {
        Address database = address(tool, measure);
        try {
            tool.write(folder, measure.body(), measure.size(), database);
            if (measure.applies() || !tool.keepsRecord()) {
                return Optional.empty();
            }
            databases.make(database.database());
            Invocation.Ended ended = tool.command(Measure.Verb.APPLY, database).time(folder);
            return ended.exit() == 0 ? Optional.empty() : Optional.of(ended.lastLine());
        } catch (IOException e) {
            return Optional.of(e.toString());
        }
    }

    private void failed(Measure measure, Tool tool, String why) throws IOException {
        talk.println("failed: " + tool.title() + ", " + measure.title() + ": " + why);
        samples.fail(measure, tool.title(), why);
    }

    private static boolean does(Tool tool, Measure measure) {
        return tool.measures(measure) && (measure != Measure.MEMORY || Invocation.canWeigh());
    }

    /** A project names its database, and so there is one of each for the other. */
    private Path folder(Tool tool, Measure measure) {
        return work.resolve("projects").resolve(name(tool)).resolve(project(measure));
    }

    private Address address(Tool tool, Measure measure) {
        return databases.address("b_" + name(tool) + "_" + project(measure));
    }

    /** What is applied in a measured way has a database of its own, which is made anew each time. */
    private static String project(Measure measure) {
        return measure.project() + (measure.applies() ? "_made" : "");
    }

    private static String name(Tool tool) {
        return tool.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }
}
