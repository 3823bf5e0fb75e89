// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares migrator with other tools, and prints a table of it on standard output; the talk goes to standard error. */
public final class Compare {

    private static final String KEPT = "samples.tsv";
    private static final int WRONG_USAGE = 2;

    private Compare() {}

    /**
     * Runs the comparison.
     *
     * @param args the options; the properties {@code bench.work} and {@code bench.home} name the work folder and where the
     *     packaged tool is
     */
    public static void main(String[] args) throws IOException, InterruptedException, SQLException {
        if (List.of(args).contains("--help")) {
            System.out.print(Choice.USAGE);
            return;
        }
        Choice choice;
        try {
            choice = Choice.of(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(Choice.USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        Path work = Path.of(System.getProperty("bench.work")).toAbsolutePath().normalize();
        if (choice.rounds() == 0 && !Files.exists(work.resolve(KEPT))) {
            System.err.println("nothing was measured yet in " + work);
            System.exit(WRONG_USAGE);
        }
        MigratorTool migrator = new MigratorTool(
                Path.of(System.getProperty("bench.home")).toAbsolutePath().normalize(), MigratorTool.Mode.SQL);
        try (Databases databases = Databases.in(work.resolve("server"))) {
            run(choice, work, migrator, databases);
        }
    }

    private static void run(Choice choice, Path work, MigratorTool migrator, Databases databases)
            throws IOException, InterruptedException, SQLException {
        List<Tool> chosen = all(work.resolve("peers"), migrator, databases)
                .filter(choice::includes)
                .toList();
        List<Tool> there =
                chosen.stream().filter(tool -> tool.missing().isEmpty()).toList();
        Path kept = work.resolve(KEPT);
        Samples samples = choice.rounds() == 0 ? Samples.read(kept) : Samples.begin(kept);
        new Comparison(choice, work, databases, there, samples, System.err).run();
        Report report = new Report(samples, chosen.stream().map(Tool::title).toList());
        System.out.println(databases.settings() + "; Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " cores; rounds: " + samples.rounds() + "\n");
        System.out.println(report.goals());
        System.out.print(report.table() + report.failures());
        chosen.forEach(tool -> tool.missing()
                .ifPresent(reason -> System.out.println("\nLeft out: " + tool.title() + "; " + reason + ".")));
        if (!Invocation.canWeigh() && choice.measures().contains(Measure.MEMORY)) {
            System.out.println("\nLeft out: " + Measure.MEMORY.title() + "; GNU time is not in /usr/bin.");
        }
        if (choice.alone() && choice.rounds() > 0) {
            System.out.print("\n" + new WhereTimeGoes(choice.rounds(), work, databases, migrator).markdown());
        }
    }

    private static Stream<Tool> all(Path peers, MigratorTool migrator, Databases databases) {
        MigratorTool classes = new MigratorTool(migrator.home(), MigratorTool.Mode.CLASSES);
        List<Tool> tools = new ArrayList<>(List.of(Floor.values()));
        tools.addAll(List.of(
                new PsqlTool(false),
                new PsqlTool(true),
                new LedgerTool(migrator),
                migrator,
                classes,
                new MigratorTool(migrator.home(), MigratorTool.Mode.ONE_TRANSACTION),
                new LibraryTool(migrator, databases),
                new LibraryTool(classes, databases),
                new AlembicTool(true),
                new AlembicTool(false),
                FlywayTool.library(peers),
                FlywayTool.commandLine(peers),
                new LiquibaseTool(peers.resolve("liquibase")),
                new NodeTool(peers.resolve("node/node_modules"), false),
                new NodeTool(peers.resolve("node/node_modules"), true)));
        return tools.stream();
    }
}
