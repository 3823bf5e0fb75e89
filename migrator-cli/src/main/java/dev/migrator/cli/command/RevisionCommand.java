// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.PhaseOption;
import dev.migrator.cli.output.View;
import dev.migrator.draft.RevisionRequest;
import dev.migrator.revision.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "revision",
        abbreviateSynopsis = true,
        description = "Write the class of a new revision; asks no database.")
final class RevisionCommand extends Verb {

    @Option(
            names = {"-m", "--message"},
            required = true,
            paramLabel = "MESSAGE",
            description = "What it does, in one line; names the class.")
    private String message = "";

    @Option(
            names = "--head",
            paramLabel = "REV",
            description = "The head to build on, LABEL@head for that of a line, base for a new line, heads for all of"
                    + " them. Without it, the only head.")
    private Optional<String> head = Optional.empty();

    @Option(names = "--splice", description = "Build on a revision that is no head, which starts a branch.")
    private boolean splice;

    @Option(
            names = "--branch-label",
            paramLabel = "L",
            split = ",",
            description = "A name for its line; may be repeated.")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--depends-on",
            paramLabel = "REV",
            split = ",",
            description = "What must be applied before it without being its parent; may be repeated.")
    private List<String> dependsOn = new ArrayList<>();

    @Option(
            names = "--phase",
            paramLabel = "expand|contract",
            converter = PhaseOption.Named.class,
            description =
                    "When it may run: contract for what takes away what the release before still needs, and so waits"
                            + " for the one after.")
    private Phase phase = Phase.EXPAND;

    @Option(names = "--rev-id", paramLabel = "ID", description = "Its id, instead of a random one.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--sql", description = "Write a SQL file instead of a class.")
    private boolean sql;

    RevisionCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return true;
    }

    @Override
    View view() {
        RevisionRequest request = new RevisionRequest(message, head, splice, labels, dependsOn, phase, id);
        return new Drafting(session()).write(sql, drafter -> drafter.revision(request));
    }
}
