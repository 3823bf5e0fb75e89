// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.GlobalOptions;
import dev.migrator.cli.option.Settings;
import dev.migrator.cli.option.Surroundings;
import dev.migrator.cli.option.TargetArguments;
import dev.migrator.cli.output.Json;
import dev.migrator.cli.output.Printer;
import dev.migrator.cli.output.Style;
import dev.migrator.cli.output.View;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs one command line and gives its exit code; ends no process. */
public final class Program {

    private final Surroundings surroundings;
    private final Signals signals = new Signals();

    /**
     * Takes what is around the command.
     *
     * @param surroundings streams, environment and folder
     */
    public Program(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** What a signal means to the command that runs. */
    public Signals signals() {
        return signals;
    }

    /**
     * Runs a command line.
     *
     * @param args its words
     * @return the exit code
     */
    public int run(String... args) {
        return run(Verbs.namedIn(List.of(args)), args);
    }

    private int run(Set<String> verbs, String... args) {
        GlobalOptions options = new GlobalOptions();
        Session session = new Session(options, surroundings, signals);
        CommandLine line = Verbs.commandLine(session, verbs);
        line.setOut(writer(surroundings.out()));
        line.setErr(writer(surroundings.err()));
        line.setExecutionStrategy(parsed -> {
            check(parsed, options);
            return new CommandLine.RunLast().execute(parsed);
        });
        line.setParameterExceptionHandler((wrong, given) ->
                verbs.equals(Verbs.names()) ? usage(wrong, List.of(given)) : run(Verbs.names(), given));
        line.setExecutionExceptionHandler((thrown, command, parsed) -> failure(thrown, options, session));
        return line.execute(args);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static void check(ParseResult parsed, GlobalOptions options) {
        TargetArguments.refuseMistypedOptions(parsed);
        if (options.quiet() && options.verbose()) {
            throw new ParameterException(parsed.commandSpec().commandLine(), "-q and -v contradict each other");
        }
    }

    private int usage(ParameterException wrong, List<String> given) {
        Style style = new Style(Settings.auto(surroundings));
        tell(new WrongUsage(wrong, given).view(), given.contains("--json"), style);
        return ExitCode.USAGE.code();
    }

    private int failure(Exception thrown, GlobalOptions options, Session session) {
        Errors errors = Errors.of(thrown);
        tell(session.placed(errors.view()), options.json(), session.styleOfErrors());
        if (options.verbose()) {
            thrown.printStackTrace(surroundings.err());
        }
        return errors.exit().code();
    }

    private void tell(View view, boolean json, Style style) {
        if (json) {
            surroundings.out().print(Json.write(view.document()));
            surroundings.out().flush();
        } else {
            view.print(new Printer(surroundings.err(), style));
        }
    }
}
