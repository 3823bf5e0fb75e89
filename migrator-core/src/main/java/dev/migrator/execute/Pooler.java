// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What stands between us and the server, where the process that the connection announced is not the one that answers: a
 * pooler. One that lends a server's session for a transaction only can keep neither the run lock nor any setting for us.
 */
final class Pooler {

    private static final long LONGEST_CONNECT_SECONDS = 5;

    private final Connection first;
    private final ConnectionOpener opener;
    private volatile boolean givenUp;

    Pooler(Connection first, ConnectionOpener opener) {
        this.first = first;
        this.opener = opener;
    }

    /** Whether a second client can get our session; where no second one can be had, nobody gets it. */
    boolean sharesSessions() throws SQLException {
        int ours = backend(first);
        CompletableFuture<Connection> opening = CompletableFuture.supplyAsync(this::begun);
        try (Connection second = opening.get(LONGEST_CONNECT_SECONDS, TimeUnit.SECONDS)) {
            return gets(ours, second);
        } catch (TimeoutException | ExecutionException nobodyElseGetsIn) {
            givenUp = true;
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while looking at the pooler", e);
        }
    }

    /**
     * A second client in a transaction: it has either our session, or another that we may get in turn. A pooler lets it
     * connect, and may keep it waiting only with its first statement. The driver would begin the transaction by a prepared
     * one, whose name the others of a shared session use too.
     */
    private Connection begun() {
        try {
            Connection second = opener.open();
            try (Statement statement = second.createStatement()) {
                statement.execute("begin");
            } catch (SQLException e) {
                try (second) {
                    throw e;
                }
            }
            if (givenUp) {
                second.close();
            }
            return second;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean gets(int ours, Connection second) throws SQLException {
        boolean shared = backend(second) == ours || backend(first) != ours;
        try (Statement statement = second.createStatement()) {
            statement.execute("rollback");
        }
        return shared;
    }

    static int backend(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select pg_backend_pid()")) {
            result.next();
            return result.getInt(1);
        }
    }
}
