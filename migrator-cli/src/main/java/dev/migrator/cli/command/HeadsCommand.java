// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.HeadsCheckView;
import dev.migrator.cli.output.HeadsView;
import dev.migrator.cli.output.View;
import dev.migrator.draft.MergeGuard;
import dev.migrator.graph.RevisionGraph;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "heads",
        abbreviateSynopsis = true,
        description = "List the revisions without children; asks no database.")
final class HeadsCommand extends Verb {

    @Option(
            names = "--resolve-dependencies",
            description = "Count what others depend on as built on: list the real heads only.")
    private boolean resolveDependencies;

    @Option(
            names = "--check",
            description = "End with 4 where lines have parted: on more than one real head with the same branch labels"
                    + " nearest below, or with none. Tells how to join them.")
    private boolean check;

    HeadsCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        RevisionGraph graph = session().offline().graph();
        HeadsView heads =
                new HeadsView(graph, (resolveDependencies || check ? graph.realHeads() : graph.heads()).byId());
        return check
                ? new HeadsCheckView(
                        heads, new MergeGuard(graph).partings(), session().sources()::nameOf)
                : heads;
    }
}
