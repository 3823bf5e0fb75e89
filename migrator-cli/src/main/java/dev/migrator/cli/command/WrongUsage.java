// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.TargetArguments;
import dev.migrator.cli.output.ErrorView;
import dev.migrator.revision.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A command line that means nothing, put into words.
 *
 * @param wrong what the parser says
 * @param given the words of the command line
 */
record WrongUsage(ParameterException wrong, List<String> given) {

    private static final String NO_PASSWORD_FLAG = "there is no option --password, as others can read command lines;"
            + " use MIGRATOR_PASSWORD, ~/.pgpass or the setting password in migrator.properties";

    ErrorView view() {
        List<String> footnotes = new ArrayList<>();
        String message = message(footnotes);
        footnotes.add("Try '" + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ErrorView.of("usage", ExitCode.USAGE.code(), message, footnotes.toArray(String[]::new));
    }

    private String message(List<String> footnotes) {
        if (given.stream().anyMatch(word -> word.equals("--password") || word.startsWith("--password="))) {
            return NO_PASSWORD_FLAG;
        }
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return String.valueOf(wrong.getMessage()).replace("option option", "option");
        }
        CommandLine line = wrong.getCommandLine();
        Optional<String> option = TargetArguments.mistypedOption(line, given);
        if (option.isPresent()) {
            suggest(option.get(), options(line), footnotes);
            return "there is no option " + option.get();
        }
        String first = unmatched.getUnmatched().get(0);
        suggest(first, verbs(line), footnotes);
        return line.getSubcommands().isEmpty()
                ? "'" + first + "' is one argument too many"
                : "there is no verb '" + first + "'";
    }

    private static List<String> options(CommandLine line) {
        return line.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Stream.of(option.names()))
                .filter(name -> name.startsWith("--"))
                .toList();
    }

    private static List<String> verbs(CommandLine line) {
        return line.getSubcommands().entrySet().stream()
                .filter(verb -> !verb.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void suggest(String typed, List<String> words, List<String> footnotes) {
        Nearest.to(typed, words).ifPresent(word -> footnotes.add("Did you mean " + word + "?"));
    }
}
