// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.cli.output.EditView;
import dev.migrator.cli.output.View;
import dev.migrator.draft.SourceFile;
import dev.migrator.graph.Target;
import dev.migrator.plan.Planner;
import dev.migrator.revision.RevisionDescriptor;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "edit",
        abbreviateSynopsis = true,
        description = "Open the source files of revisions in VISUAL or EDITOR; asks the database only for current, +N"
                + " and -N.")
final class EditCommand extends Verb {

    @Parameters(
            arity = "1",
            paramLabel = "REV",
            description = "An id or the first 4 characters of one, a label, head, heads, current, …")
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
        List<Path> files = CommandRefusedException.sound(planner.revisions(target))
                .descriptors()
                .map(this::file)
                .toList();
        for (Path file : files) {
            editor.talkingTo(file);
        }
        return new EditView(files);
    }

    private Path file(RevisionDescriptor revision) {
        SourceFile source = CommandRefusedException.sound(session().sources().sourceOf(revision));
        return source.path();
    }
}
