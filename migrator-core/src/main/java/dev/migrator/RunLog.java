// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.graph.Definitions;
import dev.migrator.plan.HookName;
import dev.migrator.plan.Refusal;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.revision.KeptStatement;
import dev.migrator.revision.RevisionId;
import java.util.List;

/** What happened in a database, as its ledger has it. Changes nothing. Thread-safe. */
public final class RunLog {

    private final Migrator migrator;

    RunLog(Migrator migrator) {
        this.migrator = migrator;
    }

    /**
     * Gives what happened, the newest first: who ran what, when, from where, with which versions, how long it took and how it
     * ended. What the code no longer knows is named by its whole id.
     *
     * @param filter which part of it
     */
    public List<HistoryEntry> entries(HistoryFilter filter) {
        List<HistoryEntry> found =
                migrator.commanding(command -> command.inspect().history(filter));
        return found.isEmpty() && filter.revision().isPresent()
                ? migrator.commanding(command -> command.inspect().history(wholeId(filter)))
                : found;
    }

    /**
     * Gives the statements that the ledger keeps of a part of it, in the order in which they were sent: none where a run kept
     * none ({@link MigratorBuilder#audit}).
     *
     * @param filter which part
     */
    public List<KeptStatement> statements(HistoryFilter filter) {
        boolean whole = !migrator.commanding(command -> command.inspect().history(filter))
                .isEmpty();
        return migrator.commanding(command -> command.inspect().statements(whole ? filter : wholeId(filter)));
    }

    private HistoryFilter wholeId(HistoryFilter filter) {
        filter.revision()
                .filter(name -> HookName.of(name).isEmpty())
                .flatMap(HookName::mistaken)
                .ifPresent(issue -> {
                    throw new RefusedException(List.of(new Refusal.BadTarget(issue)));
                });
        if (filter.revision().map(RevisionId::new).filter(this::isNoRevision).isPresent()) {
            return filter;
        }
        List<RevisionId> named = filter.revision().map(migrator::resolve).orElse(List.of());
        return named.size() == 1 ? filter.of(named.get(0).value()) : filter;
    }

    private boolean isNoRevision(RevisionId name) {
        Definitions code = migrator.definitions();
        return HookName.of(name.value()).isPresent()
                || code.repeatables().find(name).isPresent()
                || code.seeds().find(name).isPresent();
    }
}
