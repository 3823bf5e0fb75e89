// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.DraftView;
import dev.migrator.cli.output.View;
import dev.migrator.draft.Draft;
import dev.migrator.draft.DraftFolder;
import dev.migrator.draft.Drafter;
import dev.migrator.graph.Definitions;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What revision and merge have in common: decide, then write, then tell. */
final class Drafting {

    private final Session session;

    Drafting(Session session) {
        this.session = session;
    }

    View write(boolean sql, Function<Drafter, Checked<Draft, Problem>> decision) {
        Definitions code = session.drafting().definitions();
        RevisionGraph graph = code.graph();
        List<RevisionDescriptor> compiled = Stream.concat(
                        graph.all().descriptors(), graph.replacements().stillThere().stream())
                .toList();
        DraftFolder folder = session.draftFolder(sql);
        List<String> waiting = session.draftFolder(false).uncompiled(compiled);
        Draft draft = CommandRefusedException.sound(decision.apply(new Drafter(code)));
        DraftFolder.Written written =
                CommandRefusedException.sound(sql ? folder.writeSql(draft) : folder.write(draft, compiled));
        session.afterWriting(written.file());
        if (!waiting.isEmpty() && !session.compiles()) {
            session.talk("note: not compiled yet, and so not looked at: " + String.join(", ", waiting)
                    + "; if the new revision belongs above, compile first and write it again");
        }
        return new DraftView(draft, written, session.compiles());
    }
}
