// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.TargetArguments;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** All verbs, put together into one command line. */
final class Verbs {

    private static final int WIDTH = 100;
    private static final List<String> TAKE_TARGETS =
            List.of("upgrade", "downgrade", "stamp", "baseline", "show", "history", "edit");

    private Verbs() {}

    static CommandLine commandLine(Session session) {
        CommandLine line = new CommandLine(new MigratorCommand());
        line.getCommandSpec().addMixin("global", CommandSpec.forAnnotatedObject(session.options()));
        session.options().addFlagsTo(line.getCommandSpec());
        line.addSubcommand(new InitCommand(session));
        line.addSubcommand(new UpgradeCommand(session));
        line.addSubcommand(new DowngradeCommand(session));
        line.addSubcommand(new FutureRollbackCommand(session));
        line.addSubcommand(new StampCommand(session));
        line.addSubcommand(new BaselineCommand(session));
        line.addSubcommand(new CurrentCommand(session));
        line.addSubcommand(new StatusCommand(session));
        line.addSubcommand(new LogCommand(session));
        line.addSubcommand(new ValidateCommand(session));
        line.addSubcommand(new RepairCommand(session));
        line.addSubcommand(new HistoryCommand(session));
        line.addSubcommand(new HeadsCommand(session));
        line.addSubcommand(new BranchesCommand(session));
        line.addSubcommand(new ShowCommand(session));
        line.addSubcommand(new EditCommand(session));
        line.addSubcommand(new RevisionCommand(session));
        line.addSubcommand(new MergeCommand(session));
        line.addSubcommand(new RebaseCommand(session));
        line.addSubcommand(new SquashCommand(session));
        line.addSubcommand(new ConfigCommand(session));
        line.addSubcommand(new CleanCommand(session));
        line.addSubcommand(DbCommand.commandLine(session));
        line.addSubcommand(EmbeddedCommand.commandLine(session));
        line.getSubcommands().forEach((name, verb) -> {
            if (TAKE_TARGETS.contains(name)) {
                TargetArguments.allowSteps(verb.getCommandSpec());
            }
            shortenHelp(verb);
        });
        line.setExpandAtFiles(false);
        line.setUsageHelpWidth(WIDTH);
        line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        return line;
    }

    /** The options that all verbs share are told of once, in the help of the program. */
    private static void shortenHelp(CommandLine verb) {
        verb.getHelpSectionMap()
                .put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, help -> options(help, verb.getCommandSpec()));
        boolean arguments = !verb.getCommandSpec().positionalParameters().isEmpty();
        boolean own = verb.getCommandSpec().options().stream().anyMatch(option -> !option.inherited());
        verb.getCommandSpec().usageMessage().parameterListHeading(arguments ? "%n" : "");
        verb.getCommandSpec().usageMessage().optionListHeading(own && !arguments ? "%n" : "");
        verb.getCommandSpec().usageMessage().footer("%nThe options of all verbs: migrator --help");
        verb.getSubcommands().values().forEach(Verbs::shortenHelp);
    }

    private static String options(Help help, CommandSpec verb) {
        List<OptionSpec> own =
                verb.options().stream().filter(option -> !option.inherited()).toList();
        Help.Layout layout = help.createDefaultLayout();
        layout.addOptions(own, help.parameterLabelRenderer());
        return layout.toString();
    }
}
