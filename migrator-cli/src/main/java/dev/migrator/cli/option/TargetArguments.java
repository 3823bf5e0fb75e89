// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Lets {@code -1} and {@code -1:head} be values, which look like options and are a target and a range. */
public final class TargetArguments {

    private static final Pattern STEPS = Pattern.compile("-[0-9]+(:.*)?");

    private TargetArguments() {}

    /** Lets the arguments of a verb begin with a minus. */
    public static void allowSteps(CommandSpec verb) {
        verb.parser().unmatchedOptionsArePositionalParams(true);
    }

    /**
     * Refuses arguments that were meant as options.
     *
     * @throws UnmatchedArgumentException where one was
     */
    public static void refuseMistypedOptions(ParseResult parsed) {
        for (ParseResult each = parsed; each != null; each = next(each)) {
            CommandLine line = each.commandSpec().commandLine();
            for (String argument : positional(each)) {
                if (argument.startsWith("-") && !STEPS.matcher(argument).matches()) {
                    throw new UnmatchedArgumentException(line, List.of(argument));
                }
            }
        }
    }

    /** Gives the first word that was meant as an option and is none of a verb's. */
    public static Optional<String> mistypedOption(CommandLine verb, List<String> given) {
        return given.stream()
                .filter(word -> word.startsWith("-") && word.length() > 1)
                .filter(word -> !STEPS.matcher(word).matches())
                .map(word -> word.split("=", 2)[0])
                .filter(name -> verb.getCommandSpec().findOption(name) == null)
                .findFirst();
    }

    private static @Nullable ParseResult next(ParseResult parsed) {
        return parsed.hasSubcommand() ? parsed.subcommand() : null;
    }

    private static List<String> positional(ParseResult parsed) {
        return parsed.matchedPositionals().stream()
                .flatMap(position -> position.originalStringValues().stream())
                .distinct()
                .toList();
    }
}
