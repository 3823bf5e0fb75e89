// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

/**
 * Thrown at who does, without a database, what only a database can tell the end of, or what no script can say. An error,
 * since migrations may catch exceptions.
 */
final class Unscriptable extends Error {

    private static final long serialVersionUID = 1L;

    Unscriptable(String why) {
        super(why);
    }

    static Unscriptable answer(String what) {
        return new Unscriptable("it wants an answer that only the database has: " + what);
    }
}
