// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.SQLException;

/** The connection leads through a pooler that lends our session to others. */
public final class SharedSessionException extends SQLException {

    private static final long serialVersionUID = 1L;

    SharedSessionException() {
        super(
                "the connection leads through a pooler in transaction mode, which lends one session to many: neither the run"
                        + " lock nor any setting would hold; connect to PostgreSQL itself, or to a pool in session mode, with a url"
                        + " of the migrations' own");
    }
}
