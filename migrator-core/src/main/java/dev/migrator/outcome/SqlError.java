// SPDX-License-Identifier: Apache-2.0
package dev.migrator.outcome;

/**
 * What PostgreSQL said of a statement; texts that it left out are empty.
 *
 * @param sql the statement, cut to a limit
 * @param state the SQLSTATE, five characters
 * @param message the message
 * @param detail the detail
 * @param hint the hint
 * @param where the context, such as the function that was running
 * @param position the character of the statement at which it went wrong, from 1; 0 where PostgreSQL names none
 */
public record SqlError(
        String sql, String state, String message, String detail, String hint, String where, int position) {}
