// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import java.util.List;
import java.util.Optional;

/**
 * One statement of a script.
 *
 * @param text the statement without its semicolon
 * @param line the line of the script on which it begins, from 1
 * @param words its first words outside of parentheses and quotes, in lower case
 * @param copyData the lines that follow a {@code COPY … FROM stdin}, each with its end
 */
public record SqlStatement(String text, int line, List<String> words, Optional<String> copyData) {

    /** Copies the list. */
    public SqlStatement {
        words = List.copyOf(words);
    }

    /** Why PostgreSQL refuses it inside a transaction, where that can be told from its text. */
    public Optional<String> whyNotInTransaction() {
        return TransactionRules.whyNotInside(this);
    }

    /** Whether it begins or ends a transaction. */
    public boolean controlsTransaction() {
        return TransactionRules.isControl(words);
    }
}
