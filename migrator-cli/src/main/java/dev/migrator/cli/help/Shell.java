// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.help;

import dev.migrator.cli.help.Grammar.Choice;
import dev.migrator.cli.help.Grammar.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** A shell for which there is a script that completes command lines; what the scripts do is in the resources. */
public enum Shell {
    /** Bash, from version 3.2 on. */
    BASH {
        @Override
        String options(Grammar grammar) {
            return lines(
                    grammar.verbs().stream().filter(verb -> !verb.own().isEmpty()),
                    verb -> pattern(verb) + "echo '" + names(verb.own()) + "' ;;");
        }

        @Override
        String all(Grammar grammar) {
            return names(grammar.all());
        }

        @Override
        String verbs(List<String> names) {
            return String.join(" ", names);
        }

        private static String names(List<Choice> choices) {
            return choices.stream().flatMap(choice -> choice.names().stream()).collect(Collectors.joining(" "));
        }
    },
    /** Zsh, which shows descriptions too. */
    ZSH {
        @Override
        String options(Grammar grammar) {
            return lines(
                    grammar.verbs().stream().filter(verb -> !verb.own().isEmpty()),
                    verb -> pattern(verb) + "candidates=(\n" + described(verb.own()) + "\n        ) ;;");
        }

        @Override
        String all(Grammar grammar) {
            return described(grammar.all());
        }

        @Override
        String verbs(List<String> names) {
            return "<verb>";
        }

        private static String described(List<Choice> choices) {
            return choices.stream()
                    .flatMap(choice -> choice.names().stream().map(name -> entry(name, choice.description())))
                    .collect(Collectors.joining("\n"));
        }
    };

    private static final String HELP = "help";
    private static final String INDENT = "        ";
    /** The options that say where the revisions are, which the tool has to know when it is asked for them. */
    private static final String PLACE = "-C|--config|--env|--name|--migrations|--packages|--classpath";

    /** The word by which it is named. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Gives the script that completes command lines in it.
     *
     * @param root the program with all verbs
     */
    public String script(CommandSpec root) {
        Grammar grammar = Grammar.of(root);
        return Texts.find("migrator." + word())
                .replace("@options@", options(grammar))
                .replace("@all@", all(grammar))
                .replace("@values@", values(grammar))
                .replace("@verbs@", lists(grammar))
                .replace("@groups@", groups(grammar))
                .replace("@place@", PLACE);
    }

    /** The words behind which another one is part of what is meant: it is a verb of theirs. */
    private static String groups(Grammar grammar) {
        return Stream.of(
                        Stream.of(HELP),
                        grammar.groups().stream().map(Verb::name),
                        grammar.groups().stream().map(Shell::helpOn))
                .flatMap(names -> names)
                .map(name -> "'" + name + "'")
                .collect(Collectors.joining(" | "));
    }

    private static String helpOn(Verb group) {
        return HELP + " " + group.name();
    }

    abstract String options(Grammar grammar);

    abstract String all(Grammar grammar);

    /** What stands for one of some verbs. */
    abstract String verbs(List<String> names);

    private String values(Grammar grammar) {
        List<String> lines = new ArrayList<>();
        lines.add(value("' argument'", verbs(names(grammar.first()))));
        for (Verb verb : grammar.verbs()) {
            verb.argument()
                    .ifPresent(value ->
                            lines.add(value("'" + verb.name() + " argument'", argument(verb, value, grammar))));
            addValues("'" + verb.name() + " ", "'", verb.own(), lines);
        }
        for (Verb group : grammar.groups()) {
            lines.add(value(
                    "'" + helpOn(group) + " argument'",
                    verbs(group.argument().orElseThrow().words())));
        }
        addValues("*' ", "'", grammar.all(), lines);
        return String.join("\n", lines);
    }

    private String argument(Verb verb, Value value, Grammar grammar) {
        if (value.kind() == Value.Kind.VERB) {
            return verbs(names(grammar.first()));
        }
        return verb.isGroup() ? verbs(value.words()) : value.label();
    }

    private static void addValues(String before, String after, List<Choice> choices, List<String> lines) {
        for (Choice choice : choices) {
            choice.value()
                    .ifPresent(value -> lines.add(value(
                            choice.names().stream()
                                    .map(name -> before + name + after)
                                    .collect(Collectors.joining(" | ")),
                            value.label())));
        }
    }

    private static String value(String pattern, String value) {
        return INDENT + pattern + ") echo '" + value + "' ;;";
    }

    private static String lists(Grammar grammar) {
        String first = INDENT + "'' | '" + HELP + "') candidates=(\n" + described(grammar.first()) + "\n        ) ;;";
        return Stream.concat(
                        Stream.of(first),
                        grammar.groups().stream()
                                .map(group -> INDENT + "'" + group.name() + "' | '" + helpOn(group)
                                        + "') candidates=(\n" + described(grammar.of(group)) + "\n        ) ;;"))
                .collect(Collectors.joining("\n"));
    }

    private static String described(Iterable<Verb> verbs) {
        List<String> lines = new ArrayList<>();
        verbs.forEach(verb ->
                lines.add(entry(verb.name().substring(verb.name().indexOf(' ') + 1), verb.description())));
        return String.join("\n", lines);
    }

    private static String entry(String name, String description) {
        return INDENT + "    '" + name + ":" + description.replace("'", "'\\''") + "'";
    }

    private static List<String> names(List<Verb> verbs) {
        return verbs.stream().map(Verb::name).toList();
    }

    private static String pattern(Verb verb) {
        return INDENT + "'" + verb.name() + "') ";
    }

    private static String lines(Stream<Verb> verbs, Function<Verb, String> line) {
        return verbs.map(line).collect(Collectors.joining("\n"));
    }
}
