// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

/** What a migration has sent so far. Not thread-safe: one step, one thread. */
final class Statements {

    private final Cancellation cancellation;
    private int sent;
    private String failed = "";
    private String source = "";

    Statements(Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    /** Before each statement is the last moment to end without it. */
    void sent(int more) {
        cancellation.check();
        failed = "";
        sent += more;
    }

    void failed(String sql) {
        failed = sql;
    }

    /** Failed on a line that is known, as {@code create_users.sql:12}. */
    void failed(String sql, String line) {
        failed = sql;
        source = line;
    }

    int count() {
        return sent;
    }

    /** The last statement, where it failed; else empty. */
    String lastFailed() {
        return failed;
    }

    /** The line of a script on which the last statement failed; else empty. */
    String source() {
        return source;
    }
}
