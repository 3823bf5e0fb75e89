// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens another connection to the same database, in the same way as the first. */
@FunctionalInterface
public interface ConnectionOpener {

    /**
     * Opens it.
     *
     * @throws SQLException where it cannot
     */
    Connection open() throws SQLException;
}
