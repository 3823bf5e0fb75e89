// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.cli.option.Assent;
import dev.migrator.cli.option.RunOptions;
import dev.migrator.cli.output.TagsView;
import dev.migrator.cli.output.View;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "tag",
        abbreviateSynopsis = true,
        description = "Give a name to what is applied, for downgrade to come back to; without TAG, list such names.")
final class TagCommand extends PlanningVerb {

    @Parameters(
            arity = "0..1",
            paramLabel = "TAG",
            description = "1 to 64 of A-Z a-z 0-9 _ . that are no id, label or name in the code.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--delete", description = "Take the name away.")
    private boolean delete;

    @Mixin
    private Assent assent = new Assent();

    TagCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        if (name.isEmpty()) {
            if (delete || onlyTells()) {
                throw new ConfigurationException("name the tag that is meant; tag alone lists all");
            }
            return session().online(migrator -> new TagsView(migrator.tags().list()));
        }
        String tag = name.get();
        return delete
                ? view(
                        new RunOptions(),
                        assent,
                        migrator -> migrator.tags().planDelete(tag),
                        migrator -> migrator.tags().delete(tag))
                : view(
                        new RunOptions(),
                        migrator -> migrator.tags().planSet(tag),
                        migrator -> migrator.tags().set(tag));
    }
}
