// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a first revision is written from a database. */
public final class AdoptionOptions {

    @Option(
            names = "--from-database",
            description =
                    "Write the first revision as SQL from what the database has, prove in a scratch database that it"
                            + " makes the same, and record it.")
    private boolean fromDatabase;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "MESSAGE",
            description = "With --from-database: what the revision is called.")
    private Optional<String> message = Optional.empty();

    @Option(
            names = "--rev-id",
            paramLabel = "ID",
            description = "With --from-database: its id, instead of a random one.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--branch-label",
            paramLabel = "L",
            split = ",",
            description = "With --from-database: a name for its line; may be repeated.")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--scratch-url",
            paramLabel = "URL",
            description = "With --from-database: the server of the scratch database, instead of the embedded one.")
    private Optional<String> scratchUrl = Optional.empty();

    /** Whether a revision is to be written from the database. */
    public boolean fromDatabase() {
        return fromDatabase;
    }

    /** What the revision is called; empty where nobody said. */
    public String message() {
        return message.orElse("");
    }

    /** The id that it shall have. */
    public Optional<String> id() {
        return id;
    }

    /** The labels that it shall have. */
    public List<String> labels() {
        return List.copyOf(labels);
    }

    /** The server of the scratch database. */
    public Optional<String> scratchUrl() {
        return scratchUrl;
    }

    /**
     * Tells what is wrong with the options of the verb together; nothing where they fit.
     *
     * @param revisions the revisions that are named beside them
     */
    public Optional<String> misplaced(List<String> revisions) {
        if (fromDatabase) {
            return !revisions.isEmpty()
                    ? Optional.of("--from-database writes the first revision itself; leave out "
                            + String.join(" ", revisions))
                    : message.isEmpty()
                            ? Optional.of("--from-database writes a revision; say what it is called with -m MESSAGE")
                            : Optional.empty();
        }
        if (message.isPresent() || id.isPresent() || !labels.isEmpty() || scratchUrl.isPresent()) {
            return Optional.of("-m, --rev-id, --branch-label and --scratch-url are for --from-database");
        }
        return revisions.isEmpty()
                ? Optional.of("name the revisions that the database has, or let one be written with --from-database")
                : Optional.empty();
    }
}
