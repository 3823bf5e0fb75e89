// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.outcome.StepEvent;
import dev.migrator.revision.Audit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What is done in one run with the statements that its migrations send.
 *
 * @param level what the ledger keeps of them
 * @param live hears of each while the run goes on; nothing where nobody wants to
 * @param counted whether their rows are counted
 * @param budget how much more may be kept
 */
record StatementRules(Audit level, Optional<Consumer<StepEvent>> live, boolean counted, AuditBudget budget) {

    static StatementRules of(RunRules rules, Listeners listeners) {
        return new StatementRules(
                rules.audit(), listeners.ofStatements(rules.showStatements()), false, new AuditBudget());
    }

    boolean isHeard() {
        return counted || level != Audit.OFF || live.isPresent();
    }

    void tell(Supplier<StepEvent> event) {
        live.ifPresent(hears -> hears.accept(event.get()));
    }
}
