// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import dev.migrator.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;

/** The databases of a server of the benchmark's own: the embedded one with its settings, durable as they come. */
final class Databases implements AutoCloseable {

    private final EmbeddedPostgres.Lease server;

    private Databases(EmbeddedPostgres.Lease server) {
        this.server = server;
    }

    /** Starts the server, with its data in a folder. */
    static Databases in(Path folder) {
        return new Databases(EmbeddedPostgres.in(folder, OptionalInt.empty()).join());
    }

    /** Addresses a database, there or not. */
    Address address(String name) {
        int port = URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort();
        return new Address(port, server.user(), server.password(), name);
    }

    /** Makes a database anew, and lets the server write down what it still has to, so that nobody measures that. */
    void make(String name) throws SQLException {
        try (Connection connection = connect(address("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
            statement.execute("create database " + name);
            statement.execute("checkpoint");
        }
    }

    /** How many tables a database has in its schema public. */
    int tables(Address database) throws SQLException {
        return Integer.parseInt(one(database, "select count(*) from pg_tables where schemaname = 'public'"));
    }

    /** What tells how durable the server is. */
    String settings() throws SQLException {
        return one(
                address("postgres"),
                "select 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')"
                        + " || ', synchronous_commit ' || current_setting('synchronous_commit')");
    }

    private static String one(Address database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    static Connection connect(Address address) throws SQLException {
        return DriverManager.getConnection(address.jdbc(), address.user(), address.password());
    }

    @Override
    public void close() {
        server.close();
    }
}
