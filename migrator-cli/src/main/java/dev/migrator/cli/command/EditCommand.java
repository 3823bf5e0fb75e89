// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.cli.output.EditView;
import dev.migrator.cli.output.View;
import dev.migrator.draft.SourceFile;
import dev.migrator.graph.Definitions;
import dev.migrator.graph.RevisionSet;
import dev.migrator.graph.Target;
import dev.migrator.graph.Units;
import dev.migrator.plan.Planner;
import dev.migrator.plan.Refusal;
import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "edit",
        abbreviateSynopsis = true,
        description =
                "Open the source files of revisions, or of a repeatable or a seed, in VISUAL or EDITOR; asks the database only for current, +N"
                        + " and -N.")
final class EditCommand extends Verb {

    @Parameters(
            arity = "1",
            paramLabel = "SUBJECT",
            description =
                    "An id or the first 4 characters of one, a label, head, heads, current, …; the name of a repeatable"
                            + " or a seed")
    private String symbol = "";

    EditCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return true;
    }

    @Override
    View view() {
        ShellCommand editor = session()
                .variable("VISUAL")
                .or(() -> session().variable("EDITOR"))
                .map(line -> new ShellCommand("VISUAL or EDITOR", line))
                .orElseThrow(() -> new ConfigurationException("no editor is named; set VISUAL or EDITOR"));
        Target target = CommandRefusedException.sound(Target.parse(symbol));
        Planner planner = session().planner(target.isRelative());
        Checked<RevisionSet, Refusal> named = planner.revisions(target);
        List<Path> files = unit(planner.definitions())
                .filter(unit -> named.<Boolean>fold(found -> false, unknown -> true))
                .map(unit -> Stream.of(unit.code()))
                .orElseGet(() -> CommandRefusedException.sound(named).descriptors())
                .map(this::file)
                .toList();
        for (Path file : files) {
            editor.talkingTo(file);
        }
        return new EditView(files);
    }

    private Optional<Units.Unit> unit(Definitions code) {
        RevisionId name = new RevisionId(symbol);
        return code.repeatables().find(name).or(() -> code.seeds().find(name));
    }

    private Path file(RevisionDescriptor revision) {
        SourceFile source = CommandRefusedException.sound(session().sources().sourceOf(revision));
        return source.path();
    }
}
