// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.Setting;
import dev.migrator.cli.output.CandidatesView;
import dev.migrator.cli.output.CandidatesView.Candidate;
import dev.migrator.cli.output.View;
import dev.migrator.graph.Definitions;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.revision.RevisionDescriptor;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What only the project knows; asked by the scripts while somebody types, and therefore silent where anything is wrong. */
@Command(
        name = "complete",
        hidden = true,
        abbreviateSynopsis = true,
        description =
                "List what may stand for a value, for the scripts of completion; asks a database only for what it alone knows, and only one that"
                        + " answers at once.")
final class CompleteCommand extends Verb {

    private static final List<Candidate> SYMBOLS = List.of(
            new Candidate("head", "the single head"),
            new Candidate("heads", "all heads"),
            new Candidate("base", "before the first revision"),
            new Candidate("current", "where the database is"));

    @Parameters(
            arity = "1",
            paramLabel = "revision|target|subject|tag|seed|gone|unsettled|environment|name",
            description = "What the value is.")
    private String kind = "";

    CompleteCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return true;
    }

    @Override
    View view() {
        try {
            return new CandidatesView(
                    switch (kind) {
                        case "revision" -> revisions();
                        case "target" ->
                            Stream.concat(revisions().stream(), new LiveNames(session()).tags().stream())
                                    .toList();
                        case "subject" ->
                            Stream.of(revisions(), units(), new LiveNames(session()).tags())
                                    .flatMap(List::stream)
                                    .toList();
                        case "tag" -> new LiveNames(session()).tags();
                        case "unsettled" ->
                            Stream.concat(new LiveNames(session()).owed().stream(), revisions().stream())
                                    .toList();
                        case "gone" -> new LiveNames(session()).gone();
                        case "seed" -> seeds();
                        case "environment" -> words(session().readableSettings().environments(), "");
                        case "name" ->
                            Stream.concat(
                                            words(session().readableSettings().names(Setting.NAMES), "").stream(),
                                            Stream.of(new Candidate("all", "one after the other")))
                                    .toList();
                        default -> List.of();
                    });
        } catch (RuntimeException anything) {
            return new CandidatesView(List.of());
        }
    }

    /** The newest first, as one mostly means these. */
    private List<Candidate> revisions() {
        RevisionGraph graph = session().offline().graph();
        Stream<Candidate> labels = graph.all()
                .descriptors()
                .flatMap(revision -> revision.branchLabels().stream()
                        .map(label -> new Candidate(label, "label of " + revision.id())));
        Stream<Candidate> ids = graph.all().reversed().stream().map(graph::get).map(CompleteCommand::candidate);
        return Stream.of(SYMBOLS.stream(), labels.sorted(Comparator.comparing(Candidate::word)), ids)
                .flatMap(each -> each)
                .toList();
    }

    private List<Candidate> units() {
        Definitions code = session().offline().definitions();
        return Stream.of(code.repeatables(), code.seeds())
                .flatMap(each -> each.all().stream())
                .map(each -> candidate(each.code()))
                .toList();
    }

    private List<Candidate> seeds() {
        return session().offline().definitions().seeds().all().stream()
                .map(seed -> candidate(seed.code()))
                .toList();
    }

    private static Candidate candidate(RevisionDescriptor revision) {
        return new Candidate(revision.id().value(), revision.message());
    }

    private static List<Candidate> words(List<String> words, String what) {
        return words.stream().map(word -> new Candidate(word, what)).toList();
    }
}
