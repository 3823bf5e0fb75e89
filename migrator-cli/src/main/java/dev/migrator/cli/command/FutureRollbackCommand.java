// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.Migrator;
import dev.migrator.cli.option.PhaseOption;
import dev.migrator.cli.option.ScriptOptions;
import dev.migrator.cli.option.Setting;
import dev.migrator.cli.output.ScriptView;
import dev.migrator.cli.output.View;
import dev.migrator.plan.UpgradeOptions;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "future-rollback",
        abbreviateSynopsis = true,
        description = {
            "Print the script that undoes what an upgrade to a target would do, so that a release carries its own way back."
        })
final class FutureRollbackCommand extends Verb {

    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            description = "What the upgrade is to; without it, the setting target, or head.")
    private Optional<String> target = Optional.empty();

    @Mixin
    private PhaseOption phase = new PhaseOption();

    @Mixin
    private ScriptOptions script = new ScriptOptions();

    FutureRollbackCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return true;
    }

    @Override
    View view() {
        String to = target.or(() -> session().settings().text(Setting.TARGET)).orElse("head");
        return script.from()
                .map(from -> written(session().assuming(from, false), to))
                .orElseGet(() -> session().online(migrator -> written(migrator, to)));
    }

    private View written(Migrator migrator, String to) {
        UpgradeOptions options =
                UpgradeOptions.STRICT.through(phase.last(session().settings()));
        return new ScriptView(
                migrator.script(migrator.planFutureRollback(to, options), script.allowIncomplete()),
                script.allowIncomplete());
    }
}
