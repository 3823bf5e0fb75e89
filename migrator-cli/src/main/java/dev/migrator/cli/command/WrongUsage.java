// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.TargetArguments;
import dev.migrator.cli.output.ErrorView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    private static final int MOST_SUGGESTIONS = 3;

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
            suggest(new UnmatchedArgumentException(line, List.of(option.get())), footnotes);
            return "there is no option " + option.get();
        }
        suggest(unmatched, footnotes);
        String first = unmatched.getUnmatched().get(0);
        return line.getSubcommands().isEmpty()
                ? "'" + first + "' is one argument too many"
                : "there is no verb '" + first + "'";
    }

    private static void suggest(UnmatchedArgumentException unmatched, List<String> footnotes) {
        List<String> suggestions =
                unmatched.getSuggestions().stream().limit(MOST_SUGGESTIONS).toList();
        if (!suggestions.isEmpty()) {
            footnotes.add("Did you mean " + String.join(" or ", suggestions) + "?");
        }
    }
}
