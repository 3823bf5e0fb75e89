// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.TargetArguments;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/** All verbs, put together into one command line. */
final class Verbs {

    private static final int WIDTH = 100;
    /** What tells of all verbs. */
    private static final Set<String> HELP = Set.of("-h", "--help", "help", "completion", "share");
    /** In the order in which help tells of them. */
    private static final List<String> NAMES = List.of(
            "init",
            "upgrade",
            "downgrade",
            "future-rollback",
            "stamp",
            "tag",
            "baseline",
            "current",
            "status",
            "log",
            "validate",
            "repair",
            "history",
            "heads",
            "branches",
            "show",
            "edit",
            "revision",
            "merge",
            "rebase",
            "squash",
            "seed",
            "config",
            "clean",
            "db",
            "embedded",
            "help",
            "completion",
            "complete",
            "share");

    private static final List<String> TAKE_TARGETS =
            List.of("upgrade", "downgrade", "stamp", "baseline", "show", "history", "edit");

    private Verbs() {}

    /** Makes one verb. Its class is loaded only then. */
    private static Object verb(String name, Session session) {
        return switch (name) {
            case "init" -> new InitCommand(session);
            case "upgrade" -> new UpgradeCommand(session);
            case "downgrade" -> new DowngradeCommand(session);
            case "future-rollback" -> new FutureRollbackCommand(session);
            case "stamp" -> new StampCommand(session);
            case "tag" -> new TagCommand(session);
            case "baseline" -> new BaselineCommand(session);
            case "current" -> new CurrentCommand(session);
            case "status" -> new StatusCommand(session);
            case "log" -> new LogCommand(session);
            case "validate" -> new ValidateCommand(session);
            case "repair" -> new RepairCommand(session);
            case "history" -> new HistoryCommand(session);
            case "heads" -> new HeadsCommand(session);
            case "branches" -> new BranchesCommand(session);
            case "show" -> new ShowCommand(session);
            case "edit" -> new EditCommand(session);
            case "revision" -> new RevisionCommand(session);
            case "merge" -> new MergeCommand(session);
            case "rebase" -> new RebaseCommand(session);
            case "squash" -> new SquashCommand(session);
            case "seed" -> SeedCommand.commandLine(session);
            case "config" -> new ConfigCommand(session);
            case "clean" -> new CleanCommand(session);
            case "db" -> DbCommand.commandLine(session);
            case "embedded" -> EmbeddedCommand.commandLine(session);
            case "help" -> new HelpCommand(session);
            case "completion" -> new CompletionCommand(session);
            case "complete" -> new CompleteCommand(session);
            case "share" -> new ShareCommand(session);
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Gives the verbs that a command line can be about: those that it names. */
    static Set<String> namedIn(List<String> words) {
        Set<String> named = new LinkedHashSet<>(NAMES);
        if (words.stream().noneMatch(HELP::contains)) {
            named.retainAll(words);
        }
        return named.isEmpty() ? names() : named;
    }

    static Set<String> names() {
        return new LinkedHashSet<>(NAMES);
    }

    /** Puts some of the verbs together; to look at all of their options takes long. */
    static CommandLine commandLine(Session session, Set<String> named) {
        tellPicocliWhatWeDoWithout();
        CommandLine line = new CommandLine(new MigratorCommand());
        line.getCommandSpec().addMixin("global", CommandSpec.forAnnotatedObject(session.options()));
        session.options().addFlagsTo(line.getCommandSpec());
        named.forEach(name -> line.addSubcommand(name, verb(name, session)));
        line.getSubcommands().forEach((name, verb) -> {
            if (TAKE_TARGETS.contains(name)) {
                TargetArguments.allowSteps(verb.getCommandSpec());
            }
        });
        if (named.containsAll(NAMES)) {
            VerbHelp.tellOf(line);
        }
        line.setExpandAtFiles(false);
        line.setUsageHelpWidth(WIDTH);
        line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        return line;
    }

    /** It looks for Groovy in each file of the class path, and learns to read what no option of ours is. */
    private static void tellPicocliWhatWeDoWithout() {
        System.setProperty("picocli.disable.closures", "true");
        System.setProperty("picocli.converters.excludes", "java[.](sql|time)[.].*");
    }
}
