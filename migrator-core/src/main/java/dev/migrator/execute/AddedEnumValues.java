// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values of enums that earlier steps of a transaction added, and that nobody may use before it commits. Not
 * thread-safe.
 */
final class AddedEnumValues {

    private static final String UNSAFE_USE = "55P04";

    private final Connection connection;
    private final List<Long> before = new ArrayList<>();
    private List<String> added = List.of();

    private AddedEnumValues(Connection connection) {
        this.connection = connection;
    }

    static AddedEnumValues before(Connection connection) throws SQLException {
        AddedEnumValues values = new AddedEnumValues(connection);
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select oid::bigint from pg_catalog.pg_enum")) {
            while (result.next()) {
                values.before.add(result.getLong(1));
            }
        }
        return values;
    }

    /** Another step begins. */
    void look() throws SQLException {
        List<String> now = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select enumlabel from pg_catalog.pg_enum where oid::bigint <> all (?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", before.toArray()));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    now.add(result.getString(1));
                }
            }
        }
        added = now;
    }

    /** The value that a step failed over, where it is one that a step before it added; the message names it in any language. */
    Optional<String> usedTooEarly(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(50)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(cause -> UNSAFE_USE.equals(cause.getSQLState()))
                .flatMap(cause -> added.stream().filter(value -> names(String.valueOf(cause.getMessage()), value)))
                .findFirst();
    }

    /** Each language has quotes of its own. */
    private static boolean names(String message, String value) {
        return Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(value) + "(?![\\p{L}\\p{N}_])")
                .matcher(message)
                .find();
    }
}
