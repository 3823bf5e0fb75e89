// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

/** What a migration has sent so far. Not thread-safe: one step, one thread. */
final class Statements {

    private int sent;
    private String failed = "";

    void sent(int more) {
        failed = "";
        sent += more;
    }

    void failed(String sql) {
        failed = sql;
    }

    int count() {
        return sent;
    }

    /** The last statement, where it failed; else empty. */
    String lastFailed() {
        return failed;
    }
}
