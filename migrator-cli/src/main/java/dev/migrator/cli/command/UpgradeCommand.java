// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.option.Assent;
import dev.migrator.cli.option.PhaseOption;
import dev.migrator.cli.option.RunOptions;
import dev.migrator.cli.option.Setting;
import dev.migrator.cli.output.View;
import dev.migrator.plan.UpgradeOptions;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "upgrade",
        abbreviateSynopsis = true,
        description = "Apply a target and everything below it that is missing.")
final class UpgradeCommand extends PlanningVerb {

    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            description = "head, heads, an id or the first 4 characters of one, a label, LABEL@head, +N, … Without it,"
                    + " the setting target, or head.")
    private Optional<String> target = Optional.empty();

    @Option(names = "--fill-gaps", description = "Run revisions below applied ones too.")
    private boolean fillGaps;

    @Option(names = "--allow-unknown", description = "Run although the database has revisions that the code lacks.")
    private boolean allowUnknown;

    @Option(
            names = "--no-validate",
            description = "Run although applied revisions were changed or interrupted; the history tells of it.")
    private boolean noValidate;

    @Mixin
    private PhaseOption phase = new PhaseOption();

    @Mixin
    private RunOptions running = new RunOptions();

    @Mixin
    private Assent assent = new Assent();

    UpgradeCommand(Session session) {
        super(session);
    }

    @Override
    View view() {
        String to = target.or(() -> session().settings().text(Setting.TARGET)).orElse("head");
        UpgradeOptions options = new UpgradeOptions(
                fillGaps, allowUnknown, !noValidate, phase.last(session().settings()));
        return view(running, assent, migrator -> migrator.plan(to, options), migrator -> migrator.upgrade(to, options));
    }
}
