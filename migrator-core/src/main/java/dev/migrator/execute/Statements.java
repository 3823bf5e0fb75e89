// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.SQLException;

/** What a migration has sent so far. Not thread-safe: one step, one thread. */
final class Statements {

    private final Cancellation cancellation;
    private final Before before;
    private int sent;
    private String failed = "";
    private String source = "";

    Statements(Cancellation cancellation, Before before) {
        this.cancellation = cancellation;
        this.before = before;
    }

    /** What is done before a statement is sent. */
    @FunctionalInterface
    interface Before {

        /** Nothing. */
        Before NOTHING = sql -> {};

        void statement(String sql) throws SQLException;
    }

    /** Before each statement is the last moment to end without it. */
    void sent(int more, String sql) throws SQLException {
        cancellation.check();
        before.statement(sql);
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
