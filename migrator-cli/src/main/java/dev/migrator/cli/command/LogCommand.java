// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.cli.option.Moment;
import dev.migrator.cli.output.LogView;
import dev.migrator.cli.output.View;
import dev.migrator.revision.HistoryFilter;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "log",
        abbreviateSynopsis = true,
        description = "Show who ran what, when, from where, how long it took and how it ended; the newest first.")
final class LogCommand extends Verb {

    private static final String SINCE = "--since";
    private static final String RUN = "--run";

    @Parameters(
            arity = "0..1",
            paramLabel = "SUBJECT",
            description = "Only what happened to this revision, repeatable, seed, tag or hook.")
    private Optional<String> revision = Optional.empty();

    @Option(names = RUN, paramLabel = "ID", description = "Only what this run did; the beginning of its id will do.")
    private Optional<String> run = Optional.empty();

    @Option(
            names = SINCE,
            paramLabel = "WHEN",
            description = "Only what happened since: 30m, 12h, 7d, 2026-11-24 or 2026-11-24T01:30:00Z, in UTC.")
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--statements",
            description = "The statements that were sent, too, where they are kept (the setting audit).")
    private boolean statements;

    LogCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        Optional<Instant> from = since.map(text -> Moment.parse(text, Clock.systemUTC())
                .orElseThrow(() -> new ConfigurationException(SINCE + ": '" + text
                        + "' is no time; write 30m, 12h, 7d, 2026-11-24 or 2026-11-24T01:30:00Z")));
        if (run.filter(id -> !id.matches("[0-9A-Fa-f-]+")).isPresent()) {
            throw new ConfigurationException(RUN + ": '" + run.get() + "' is no beginning of a run's id");
        }
        HistoryFilter filter = new HistoryFilter(revision, run, from);
        return session()
                .online(migrator -> statements
                        ? LogView.with(
                                migrator.log().entries(filter), migrator.log().statements(filter))
                        : LogView.of(migrator.log().entries(filter)));
    }
}
