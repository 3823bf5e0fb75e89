// SPDX-License-Identifier: Apache-2.0
package dev.migrator.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.OptionalInt;

/** A process of its own that joins the server of a folder, leaves a row behind, and stays as long as it is told to. */
final class Guest {

    private Guest() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedPostgres.Lease lease = EmbeddedPostgres.in(Path.of(arguments[0]), OptionalInt.empty())
                        .join();
                Connection connection = DriverManager.getConnection(lease.jdbcUrl(), lease.user(), lease.password());
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(1)");
            statement.execute("create table if not exists guests (name text)");
            statement.execute("insert into guests values ('" + arguments[1] + "')");
            statement.execute("select pg_advisory_unlock(1)");
            System.out.println("joined");
            System.in.read();
        }
        System.out.println("left");
    }
}
