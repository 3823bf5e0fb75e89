// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.catalog.Catalog;
import dev.migrator.catalog.CatalogScope;
import dev.migrator.catalog.RelationName;
import dev.migrator.ledger.LedgerState;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.revision.KeptStatement;
import java.util.List;

/** Tells what is in a database and what happened there; decides nothing, and changes nothing. */
final class Inspection {

    private final Sessions sessions;

    Inspection(Sessions sessions) {
        this.sessions = sessions;
    }

    /** The ledger's own tables and view; none where there is none. */
    List<RelationName> ownRelations() {
        return sessions.on(Sessions.NOTHING_CHANGED, session -> ownRelations(sessions.read(session)));
    }

    private List<RelationName> ownRelations(LedgerState state) {
        return state.home().stream()
                .flatMap(home -> sessions.ledger().relations().stream().map(name -> new RelationName(home, name)))
                .filter(name -> state.exists())
                .toList();
    }

    /** What the database holds besides them. */
    Catalog catalog(List<String> schemas) {
        return sessions.on(
                Sessions.NOTHING_CHANGED,
                session -> Catalog.read(
                        session.connection(), new CatalogScope(schemas, ownRelations(sessions.read(session)))));
    }

    /** What happened. */
    List<HistoryEntry> history(HistoryFilter filter) {
        return sessions.on(Sessions.NOTHING_CHANGED, session -> {
            LedgerState state = sessions.read(session);
            return state.exists()
                    ? Migrator.sound(sessions.ledger()
                            .history(session.connection(), state.home().orElseThrow(), filter))
                    : List.of();
        });
    }

    /** What was sent for it, as far as that is kept. */
    List<KeptStatement> statements(HistoryFilter filter) {
        return sessions.on(Sessions.NOTHING_CHANGED, session -> {
            LedgerState state = sessions.read(session);
            return state.exists()
                    ? Migrator.sound(sessions.ledger()
                            .statements(session.connection(), state.home().orElseThrow(), filter))
                    : List.of();
        });
    }
}
