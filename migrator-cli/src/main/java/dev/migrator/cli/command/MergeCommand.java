// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.View;
import dev.migrator.draft.MergeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "merge",
        abbreviateSynopsis = true,
        description = "Write the class of a revision that joins several; asks no database.")
final class MergeCommand extends Verb {

    @Parameters(
            arity = "0..*",
            paramLabel = "REV",
            description = "The revisions to join. Without them, all heads, unless these stand on bases with different"
                    + " labels.")
    private List<String> revisions = new ArrayList<>();

    @Option(
            names = {"-m", "--message"},
            required = true,
            paramLabel = "MESSAGE",
            description = "What it joins, in one line; names the class.")
    private String message = "";

    @Option(
            names = "--branch-label",
            paramLabel = "L",
            split = ",",
            description = "A name for its line; may be repeated.")
    private List<String> labels = new ArrayList<>();

    @Option(names = "--rev-id", paramLabel = "ID", description = "Its id, instead of a random one.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--sql", description = "Write a SQL file instead of a class.")
    private boolean sql;

    MergeCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return true;
    }

    @Override
    View view() {
        MergeRequest request = new MergeRequest(message, revisions, labels, id);
        return new Drafting(session()).write(sql, drafter -> drafter.merge(request));
    }
}
