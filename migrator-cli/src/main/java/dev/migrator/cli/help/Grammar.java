// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.help;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a shell has to know of the command line.
 *
 * @param all the options that every verb takes
 * @param verbs the verbs, those of a group behind it
 */
record Grammar(List<Choice> all, List<Verb> verbs) {

    /**
     * An option.
     *
     * @param names how it is written
     * @param description what it does
     * @param value what stands behind it; nothing where nothing does
     */
    record Choice(List<String> names, String description, Optional<Value> value) {}

    /**
     * A verb, or a word that stands before verbs.
     *
     * @param name all of its words
     * @param description what it does
     * @param own the options that it takes besides those of all
     * @param argument what its arguments are; nothing where it takes none
     * @param isGroup whether its argument is a verb of its own
     */
    record Verb(String name, String description, List<Choice> own, Optional<Value> argument, boolean isGroup) {}

    static Grammar of(CommandSpec root) {
        List<Verb> verbs = new ArrayList<>();
        addVerbs("", root, verbs);
        return new Grammar(choices(root, true), verbs);
    }

    /** The verbs that a command line can begin with. */
    List<Verb> first() {
        return verbs.stream().filter(verb -> !verb.name().contains(" ")).toList();
    }

    List<Verb> groups() {
        return verbs.stream().filter(Verb::isGroup).toList();
    }

    List<Verb> of(Verb group) {
        return verbs.stream()
                .filter(verb -> verb.name().startsWith(group.name() + " "))
                .toList();
    }

    private static void addVerbs(String before, CommandSpec above, List<Verb> verbs) {
        shown(above).forEach((name, spec) -> {
            verbs.add(verb(before + name, spec));
            addVerbs(before + name + " ", spec, verbs);
        });
    }

    /** The verbs that help tells of. */
    static Map<String, CommandSpec> shown(CommandSpec above) {
        Map<String, CommandSpec> shown = new LinkedHashMap<>();
        above.subcommands().forEach((name, line) -> {
            if (!line.getCommandSpec().usageMessage().hidden()) {
                shown.put(name, line.getCommandSpec());
            }
        });
        return shown;
    }

    private static Verb verb(String name, CommandSpec spec) {
        Optional<Value> argument =
                spec.positionalParameters().stream().findFirst().map(Value::of);
        boolean group = !spec.subcommands().isEmpty();
        return new Verb(
                name,
                description(spec.usageMessage().description()),
                choices(spec, false),
                group ? Optional.of(Value.word(List.copyOf(shown(spec).keySet()))) : argument,
                group);
    }

    private static List<Choice> choices(CommandSpec spec, boolean root) {
        return spec.options().stream()
                .filter(option -> root || !option.inherited())
                .filter(option -> !option.hidden())
                .map(Grammar::choice)
                .toList();
    }

    private static Choice choice(OptionSpec option) {
        return new Choice(
                List.of(option.names()),
                description(option.description()),
                option.arity().max() == 0 ? Optional.empty() : Optional.of(Value.of(option)));
    }

    private static String description(String[] lines) {
        return String.join(" ", lines);
    }
}
