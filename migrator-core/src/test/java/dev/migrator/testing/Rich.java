// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import dev.migrator.sql.SqlScript;
import dev.migrator.sql.SqlStatement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/** A schema with something of every kind in it. */
public final class Rich {

    private Rich() {}

    /** Runs each statement by itself, since the driver cuts the body of a function. */
    public static void createIn(TestDatabase database) throws IOException, SQLException {
        try (InputStream in = Objects.requireNonNull(Rich.class.getResourceAsStream("/catalog/rich.sql"));
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<SqlStatement> statements = SqlScript.statements(script).fold(sound -> sound, issues -> {
                throw new IllegalStateException(issues.get(0).message());
            });
            for (SqlStatement each : statements) {
                statement.execute(each.text());
            }
        }
    }
}
