// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.help;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** One page of the manual, of the program or of a verb, written for man from the same specification as the help. */
public final class ManPage {

    private final StringBuilder page = new StringBuilder();
    private final CommandSpec spec;
    private final boolean root;

    private ManPage(CommandSpec spec) {
        this.spec = spec;
        this.root = spec.parent() == null;
    }

    /**
     * Gives all pages by the names of their files.
     *
     * @param root the program with all verbs
     * @param version the version of the program
     */
    public static Map<String, String> all(CommandSpec root, String version) {
        Map<String, String> pages = new LinkedHashMap<>();
        add(root, version, pages);
        return pages;
    }

    private static void add(CommandSpec spec, String version, Map<String, String> pages) {
        pages.put(name(spec) + ".1", new ManPage(spec).write(version));
        Grammar.shown(spec).values().forEach(verb -> add(verb, version, pages));
    }

    private static String name(CommandSpec spec) {
        return spec.qualifiedName("-");
    }

    private String write(String version) {
        line(".TH " + quoted(name(spec).toUpperCase(Locale.ROOT)) + " 1 \"\" " + quoted("migrator " + version)
                + " \"migrator\"");
        section("NAME");
        line(escaped(name(spec)) + " \\- " + escaped(firstSentence()));
        section("SYNOPSIS");
        line(".B " + escaped(spec.qualifiedName(" ")));
        line(escaped(synopsis()));
        section("DESCRIPTION");
        paragraphs(List.of(spec.usageMessage().description()));
        list("ARGUMENTS", spec.positionalParameters().stream().filter(argument -> !argument.hidden()));
        list("OPTIONS", spec.options().stream().filter(option -> (root || !option.inherited()) && !option.hidden()));
        verbs();
        examples();
        if (root) {
            section("NOTES");
            paragraphs(List.of(spec.usageMessage().footer()));
        } else {
            section("SEE ALSO");
            line(".BR " + escaped(name(spec.root())) + " (1),");
            line("for the options of all verbs");
        }
        return page.toString();
    }

    private String firstSentence() {
        return String.join(" ", spec.usageMessage().description())
                .split("(?<=[.])\\s", 2)[0]
                .replaceFirst("[.]$", "");
    }

    private String synopsis() {
        String words = spec.positionalParameters().stream()
                .map(argument -> {
                    String label = argument.paramLabel() + (argument.arity().max() > 1 ? " ..." : "");
                    return argument.arity().min() == 0 ? "[" + label + "]" : label;
                })
                .collect(Collectors.joining(" "));
        return "[OPTIONS] " + (spec.subcommands().isEmpty() ? words : "VERB ...");
    }

    private void verbs() {
        Map<String, CommandSpec> verbs = Grammar.shown(spec);
        if (!verbs.isEmpty()) {
            section("VERBS");
            verbs.forEach((name, verb) -> {
                line(".TP");
                line(".BR " + escaped(name(verb)) + " (1)");
                line(escaped(String.join(" ", verb.usageMessage().description())));
            });
        }
    }

    private void list(String title, Stream<? extends ArgSpec> args) {
        List<? extends ArgSpec> all = args.toList();
        if (all.isEmpty()) {
            return;
        }
        section(title);
        for (ArgSpec arg : all) {
            line(".TP");
            line(".B " + escaped(arg instanceof OptionSpec option ? names(option) : label((PositionalParamSpec) arg)));
            line(escaped(String.join(" ", arg.description())));
        }
    }

    private static String names(OptionSpec option) {
        String names = String.join(", ", option.names());
        return option.arity().max() == 0
                ? names
                : names + (option.longestName().startsWith("--") ? "=" : " ") + option.paramLabel();
    }

    private static String label(PositionalParamSpec argument) {
        return argument.paramLabel();
    }

    private void examples() {
        List<Example> examples =
                Example.of(spec.parent() == null ? "" : spec.qualifiedName(" ").split(" ", 2)[1]);
        if (!examples.isEmpty()) {
            section("EXAMPLES");
            for (Example example : examples) {
                line(".TP");
                line(".B " + escaped(example.command()));
                line(escaped(example.purpose()));
            }
        }
    }

    private void paragraphs(List<String> lines) {
        for (String text : lines) {
            line(text.isEmpty() ? ".PP" : escaped(text));
        }
    }

    private void section(String title) {
        line(".SH " + title);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String quoted(String text) {
        return '"' + escaped(text).replace("\"", "\\(dq") + '"';
    }

    /** What means something to man, and what is not ASCII, is written otherwise. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        if (text.startsWith(".") || text.startsWith("'")) {
            escaped.append("\\&");
        }
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> escaped.append("\\e");
                case '-' -> escaped.append("\\-");
                case '~' -> escaped.append("\\(ti");
                case '\'' -> escaped.append("\\(aq");
                default -> {
                    if (c < 128) {
                        escaped.appendCodePoint(c);
                    } else {
                        escaped.append("\\[u%04X]".formatted(c));
                    }
                }
            }
        });
        return escaped.toString();
    }
}
