// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.TargetArguments;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/** All verbs, put together into one command line. */
final class Verbs {

    private static final int WIDTH = 100;
    /** What tells of all verbs. */
    private static final Set<String> HELP = Set.of("-h", "--help", "help", "completion", "share");

    private static final List<String> TAKE_TARGETS =
            List.of("upgrade", "downgrade", "stamp", "baseline", "show", "history", "edit");

    private Verbs() {}

    /** Each verb by its name, in the order in which help tells of them. */
    private static Map<String, Function<Session, Object>> all() {
        Map<String, Function<Session, Object>> verbs = new LinkedHashMap<>();
        verbs.put("init", InitCommand::new);
        verbs.put("upgrade", UpgradeCommand::new);
        verbs.put("downgrade", DowngradeCommand::new);
        verbs.put("future-rollback", FutureRollbackCommand::new);
        verbs.put("stamp", StampCommand::new);
        verbs.put("baseline", BaselineCommand::new);
        verbs.put("current", CurrentCommand::new);
        verbs.put("status", StatusCommand::new);
        verbs.put("log", LogCommand::new);
        verbs.put("validate", ValidateCommand::new);
        verbs.put("repair", RepairCommand::new);
        verbs.put("history", HistoryCommand::new);
        verbs.put("heads", HeadsCommand::new);
        verbs.put("branches", BranchesCommand::new);
        verbs.put("show", ShowCommand::new);
        verbs.put("edit", EditCommand::new);
        verbs.put("revision", RevisionCommand::new);
        verbs.put("merge", MergeCommand::new);
        verbs.put("rebase", RebaseCommand::new);
        verbs.put("squash", SquashCommand::new);
        verbs.put("config", ConfigCommand::new);
        verbs.put("clean", CleanCommand::new);
        verbs.put("db", DbCommand::commandLine);
        verbs.put("embedded", EmbeddedCommand::commandLine);
        verbs.put("help", HelpCommand::new);
        verbs.put("completion", CompletionCommand::new);
        verbs.put("complete", CompleteCommand::new);
        verbs.put("share", ShareCommand::new);
        return verbs;
    }

    /** Gives the verbs that a command line can be about: those that it names. */
    static Set<String> namedIn(List<String> words) {
        Set<String> named = new LinkedHashSet<>(all().keySet());
        if (words.stream().noneMatch(HELP::contains)) {
            named.retainAll(words);
        }
        return named.isEmpty() ? all().keySet() : named;
    }

    static Set<String> names() {
        return all().keySet();
    }

    /** Puts some of the verbs together; to look at all of their options takes long. */
    static CommandLine commandLine(Session session, Set<String> named) {
        CommandLine line = new CommandLine(new MigratorCommand());
        line.getCommandSpec().addMixin("global", CommandSpec.forAnnotatedObject(session.options()));
        session.options().addFlagsTo(line.getCommandSpec());
        all().forEach((name, verb) -> {
            if (named.contains(name)) {
                line.addSubcommand(name, verb.apply(session));
            }
        });
        line.getSubcommands().forEach((name, verb) -> {
            if (TAKE_TARGETS.contains(name)) {
                TargetArguments.allowSteps(verb.getCommandSpec());
            }
        });
        if (named.containsAll(all().keySet())) {
            VerbHelp.tellOf(line);
        }
        line.setExpandAtFiles(false);
        line.setUsageHelpWidth(WIDTH);
        line.setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        return line;
    }
}
