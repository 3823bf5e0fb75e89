// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.help.Example;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How the help of verbs looks; put together only where somebody may want to see it. */
final class VerbHelp {

    private static final String OF_ALL = "The options of all verbs: migrator --help";

    private VerbHelp() {}

    static void tellOf(CommandLine program) {
        String[] notes = program.getCommandSpec().usageMessage().footer();
        program.getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_FOOTER,
                        help -> examples("") + "\n" + String.join("\n", notes).strip() + "\n");
        program.getSubcommands().values().forEach(VerbHelp::shorten);
    }

    /** The options that all verbs share are told of once, in the help of the program. */
    private static void shorten(CommandLine verb) {
        CommandSpec spec = verb.getCommandSpec();
        verb.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(help, spec));
        verb.getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_FOOTER,
                        help -> examples(spec.qualifiedName(" ").split(" ", 2)[1]) + "\n" + OF_ALL + "\n");
        boolean arguments = !spec.positionalParameters().isEmpty();
        boolean own = spec.options().stream().anyMatch(option -> !option.inherited());
        spec.usageMessage().parameterListHeading(arguments ? "%n" : "");
        spec.usageMessage().optionListHeading(own && !arguments ? "%n" : "");
        verb.getSubcommands().values().forEach(VerbHelp::shorten);
    }

    private static String options(Help help, CommandSpec verb) {
        List<OptionSpec> own =
                verb.options().stream().filter(option -> !option.inherited()).toList();
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(own, help.parameterLabelRenderer());
        return layout.toString();
    }

    private static String examples(String verb) {
        List<Example> examples = Example.of(verb);
        return examples.isEmpty()
                ? ""
                : examples.stream()
                        .map(example -> "  " + example.command() + "\n      " + example.purpose() + "\n")
                        .collect(Collectors.joining("", "\nExamples:\n", ""));
    }
}
