// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

/** What the process ends with; scripts rely on these. */
public enum ExitCode {
    /** Done, or nothing to do. */
    DONE(0),
    /** A step failed. */
    FAILED(1),
    /** Wrong usage or configuration. */
    USAGE(2),
    /** Refused before anything ran. */
    REFUSED(3),
    /** A check answered no. */
    CHECK_FAILED(4),
    /** The run lock was not had in time. */
    LOCKED(5),
    /** No connection, or no permission. */
    UNAVAILABLE(6);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number. */
    public int code() {
        return code;
    }
}
