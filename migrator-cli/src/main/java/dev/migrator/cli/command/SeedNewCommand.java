// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.SeedDraftView;
import dev.migrator.cli.output.View;
import dev.migrator.draft.DraftFolder;
import dev.migrator.draft.SeedDraft;
import dev.migrator.draft.SeedDrafter;
import dev.migrator.graph.Definitions;
import dev.migrator.graph.Units;
import dev.migrator.revision.RevisionDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "new",
        abbreviateSynopsis = true,
        description = "Write a new seed, a class or with --sql a file; asks no database.")
final class SeedNewCommand extends Verb {

    @Option(
            names = {"-m", "--message"},
            required = true,
            paramLabel = "MESSAGE",
            description = "What data it is, in one line.")
    private String message = "";

    @Option(names = "--seed-name", paramLabel = "NAME", description = "Its name, instead of one made of the message.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--profile", paramLabel = "P", split = ",", description = "Where it is wanted; may be repeated.")
    private List<String> profiles = new ArrayList<>();

    @Option(
            names = "--depends-on",
            paramLabel = "SEED",
            split = ",",
            description = "A seed that comes before it; may be repeated.")
    private List<String> dependsOn = new ArrayList<>();

    @Option(
            names = "--after",
            paramLabel = "REV",
            split = ",",
            description = "A revision that must be applied before it; may be repeated.")
    private List<String> after = new ArrayList<>();

    @Option(names = "--sql", description = "Write a SQL file instead of a class.")
    private boolean sql;

    SeedNewCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return true;
    }

    @Override
    View view() {
        Definitions code = session().drafting().definitions();
        SeedDraft draft =
                CommandRefusedException.sound(new SeedDrafter(code).seed(message, name, profiles, dependsOn, after));
        DraftFolder folder = session().draftFolder(sql);
        List<RevisionDescriptor> compiled = Stream.concat(
                        code.graph().all().descriptors(),
                        Stream.of(code.repeatables(), code.seeds())
                                .flatMap(units -> units.all().stream())
                                .map(Units.Unit::code))
                .toList();
        DraftFolder.Written written =
                CommandRefusedException.sound(sql ? folder.writeSql(draft) : folder.write(draft, compiled));
        session().afterWriting(written.file());
        return new SeedDraftView(draft, written, session().compiles());
    }
}
