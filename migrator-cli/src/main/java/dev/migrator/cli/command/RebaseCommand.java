// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.DatabaseUnavailableException;
import dev.migrator.cli.output.RebaseView;
import dev.migrator.cli.output.View;
import dev.migrator.draft.Rebase;
import dev.migrator.draft.Rebaser;
import dev.migrator.draft.SourceFile;
import dev.migrator.plan.Planner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rebase",
        abbreviateSynopsis = true,
        description = "Put a revision on another parent, in its source file; asks the database whether it is applied.")
final class RebaseCommand extends Verb {

    @Parameters(arity = "1", paramLabel = "REV", description = "The revision; what is above it moves along.")
    private String revision = "";

    @Option(
            names = "--onto",
            required = true,
            paramLabel = "TARGET",
            description = "Its new parent: an id, a label, head, LABEL@head; base for none.")
    private String onto = "";

    @Option(names = "--offline", description = "Ask no database whether the revision is applied.")
    private boolean offline;

    RebaseCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return true;
    }

    @Override
    View view() {
        Planner planner = planner();
        Rebase rebase = CommandRefusedException.sound(
                new Rebaser(planner.graph(), planner.appliedIds()).rebase(revision, onto));
        SourceFile source = CommandRefusedException.sound(session().sources().sourceOf(rebase.revision()));
        CommandRefusedException.sound(source.write(rebase));
        session().afterWriting(source.path());
        return new RebaseView(rebase, source.path(), session().compiles());
    }

    private Planner planner() {
        try {
            return session().planner(!offline);
        } catch (ConfigurationException | DatabaseUnavailableException noDatabase) {
            if (!offline) {
                session().talk("rebase asks the database whether the revision is applied; --offline leaves that out");
            }
            throw noDatabase;
        }
    }
}
