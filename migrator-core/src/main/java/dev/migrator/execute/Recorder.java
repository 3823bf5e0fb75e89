// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.util.Collection;
import java.util.List;

/** Hears what a migration sends, in order, where all is known that the server gets. */
interface Recorder {

    /** Hears nothing. */
    Recorder NONE = new Recorder() {
        @Override
        public void statement(String sql, Collection<String> bound) {}

        @Override
        public void command(String command, List<?> arguments) {}
    };

    /**
     * A statement.
     *
     * @param sql its text
     * @param bound the values of its parameters, each with the name of its type
     */
    void statement(String sql, Collection<String> bound);

    /**
     * What is asked of the connection itself, such as another schema or the way back to a savepoint.
     *
     * @param command what
     * @param arguments with what
     */
    void command(String command, List<?> arguments);

    /**
     * What follows may depend on what comes of the statement before.
     *
     * @param why what says so
     */
    default void depends(String why) {}
}
