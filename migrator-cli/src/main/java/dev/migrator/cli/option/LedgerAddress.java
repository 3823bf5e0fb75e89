// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import dev.migrator.ConfigurationException;
import dev.migrator.DatabaseAdmin;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a ledger is: in which database, and there in which schema.
 *
 * @param settings what says so
 */
record LedgerAddress(Settings settings) {

    /** Whether two are the same, as far as that is known without asking. */
    boolean isSame(LedgerAddress other) {
        return Stream.of(Setting.HISTORY_SCHEMA, Setting.HISTORY_PREFIX)
                        .allMatch(setting -> text(setting).equals(other.text(setting)))
                && (isWrittenTheSame(other) || leadsWhere(other));
    }

    private boolean isWrittenTheSame(LedgerAddress other) {
        return text(Setting.URL).isPresent() && text(Setting.URL).equals(other.text(Setting.URL));
    }

    private boolean leadsWhere(LedgerAddress other) {
        Optional<DatabaseAdmin> here = database();
        Optional<DatabaseAdmin> there = other.database();
        if (here.isEmpty() || there.isEmpty()) {
            return false;
        }
        return text(Setting.HISTORY_SCHEMA).isPresent()
                ? here.get().isSame(there.get())
                : here.get().looksTheSame(there.get());
    }

    /** What is no address, whoever connects to it tells. */
    private Optional<DatabaseAdmin> database() {
        try {
            return text(Setting.URL).map(url -> DatabaseAdmin.of(url, text(Setting.USER), Optional.empty()));
        } catch (ConfigurationException none) {
            return Optional.empty();
        }
    }

    private Optional<String> text(Setting setting) {
        return settings.text(setting);
    }
}
