// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

/**
 * What goes to the server together with a record, so that all of it is one round trip: what fails ends the rest.
 *
 * @param before the statements before it, separated by semicolons, or nothing
 * @param after the statements after it, likewise
 */
public record Around(String before, String after) {

    /** Nothing. */
    public static final Around NOTHING = new Around("", "");
}
