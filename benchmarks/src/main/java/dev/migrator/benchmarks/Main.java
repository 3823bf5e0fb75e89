// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

import java.util.Optional;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of the graph and prints a table of them; JMH's own log goes to standard error. */
public final class Main {

    private Main() {}

    /**
     * Takes the options of JMH's own command line, to run some of the benchmarks or at other sizes.
     *
     * @param args the options; none for the whole table
     */
    public static void main(String[] args) throws CommandLineOptionException, RunnerException {
        Options options = new OptionsBuilder()
                .parent(new CommandLineOptions(args))
                .exclude("LibraryBenchmark")
                .shouldFailOnError(true)
                .build();
        Table table = new Table();
        var log = OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL);
        for (RunResult result : new Runner(options, log).run()) {
            BenchmarkParams params = result.getParams();
            String benchmark = params.getBenchmark();
            table.add(
                    Optional.ofNullable(params.getParam("shape"))
                            .map(GraphShape::valueOf)
                            .orElse(GraphShape.LINEAR),
                    Operation.of(benchmark.substring(benchmark.lastIndexOf('.') + 1)),
                    Integer.parseInt(params.getParam("size")),
                    result.getPrimaryResult().getStatistics().getPercentile(50));
        }
        System.out.print(table.markdown());
    }
}
