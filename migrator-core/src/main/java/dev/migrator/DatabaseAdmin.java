// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.catalog.ClientEnvironment;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.postgresql.PGProperty;

/**
 * Makes a database, takes it away, and waits for it. What concerns the database as a whole is done from another one of the
 * same server: {@code postgres}, or {@code template1} where that is missing or is the one in question.
 *
 * <p>Immutable and thread-safe; each call opens connections of its own and closes them.
 */
public final class DatabaseAdmin {

    private static final String MISSING = "3D000";
    /** The second is what the loser of two that create at once gets. */
    private static final Set<String> EXISTS = Set.of("42P04", "23505");

    private static final long BETWEEN_TRIES_MS = 200;

    private static final String SHARED = """
            select 'role ' || rolname, concat_ws(' member of ', to_jsonb(r) - '{oid,rolpassword}'::text[],
                (select string_agg(concat(quote_ident(g.rolname), ' ' || nullif(m.admin_option, false)), ', '
                    order by g.rolname, m.admin_option)
                    from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid))
            from pg_roles r
            union all select 'tablespace ' || spcname, array_to_string(spcoptions, ', ') from pg_tablespace
            """;

    private final ConnectionUrl url;
    private final Properties properties;
    private final String database;

    private DatabaseAdmin(ConnectionUrl url, Properties properties) {
        this.url = url;
        this.properties = properties;
        this.database = url.database(properties);
    }

    /**
     * Gives an address as it may be shown to anybody: without its password, and without the values of parameters that may be
     * secret; of what is no address of a PostgreSQL database, nothing but a mask.
     *
     * @param url the address
     */
    public static String masked(String url) {
        return ConnectionUrl.masked(url);
    }

    /**
     * Names a database; no connection is opened.
     *
     * @param url its address: {@code jdbc:postgresql://…} or {@code postgresql://…}
     * @param user who connects; goes before a user in the address
     * @param password the user's password; goes before one in the address
     * @throws ConfigurationException where the address is none of PostgreSQL's
     */
    public static DatabaseAdmin of(String url, Optional<String> user, Optional<String> password) {
        ConnectionUrl address = ConnectionUrl.parse(url);
        return new DatabaseAdmin(address, address.properties(user, password, "migrator"));
    }

    /**
     * Names a database, where an address without a user and a password has those of somebody else; no connection is opened.
     *
     * @param url its address
     * @param otherUser who connects, where the address does not say
     * @param otherPassword the password, where the address names neither it nor a user
     * @throws ConfigurationException where the address is none of PostgreSQL's
     */
    public static DatabaseAdmin at(String url, Optional<String> otherUser, Optional<String> otherPassword) {
        ConnectionUrl address = ConnectionUrl.parse(url);
        boolean named = address.user().isPresent() || address.jdbc().contains("user=");
        return of(url, named ? Optional.empty() : otherUser, named ? Optional.empty() : otherPassword);
    }

    /** Names another database of the same server, for the same user. */
    public DatabaseAdmin sibling(String name) {
        return new DatabaseAdmin(url.withDatabase(name), properties);
    }

    /** What a program of PostgreSQL's own, such as pg_dump, needs in its environment to reach the database. */
    public ClientEnvironment clientEnvironment() {
        return url.clientEnvironment(properties);
    }

    /** The name of the database. */
    public String database() {
        return database;
    }

    /** The address of the database, without anything that may be secret. */
    public String address() {
        return url.withDatabase(database).shown();
    }

    /**
     * Creates the database, empty.
     *
     * @param owner the role that will own it; the user, otherwise
     * @return whether it was not there before
     * @throws DatabaseUnavailableException where the server does not answer, or does not permit it
     */
    public boolean create(Optional<String> owner) {
        return create(owner.map(role -> " owner " + quoted(role)).orElse(""));
    }

    /**
     * Creates the database with nothing in it, not even what a server gives to all new ones.
     *
     * @return whether it was not there before
     * @throws DatabaseUnavailableException where the server does not answer, or does not permit it
     */
    public boolean createBare() {
        return create(" template template0");
    }

    private boolean create(String how) {
        String sql = "create database " + quoted(database) + how;
        return elsewhere("cannot create the database " + database, connection -> {
            if (exists(connection)) {
                return false;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
                return true;
            } catch (SQLException e) {
                if (EXISTS.contains(String.valueOf(e.getSQLState()))) {
                    return false;
                }
                throw e;
            }
        });
    }

    /**
     * Creates schemas in the database that are not there.
     *
     * @param names their names, without quotes
     * @throws DatabaseUnavailableException where the database does not answer, or does not permit it
     */
    public void createSchemas(List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        try (Connection connection = Connector.at(url, properties, 0).connection();
                Statement statement = connection.createStatement()) {
            for (String name : names) {
                statement.execute("create schema if not exists " + quoted(name));
            }
        } catch (SQLException e) {
            throw Connector.unavailable("cannot create the schemas " + names, e, "Nothing was changed");
        }
    }

    /**
     * Creates roles on the server that are not there; they may do nothing, not even log in.
     *
     * @param names their names, without quotes
     * @throws DatabaseUnavailableException where the server does not answer, or does not permit it
     */
    public void createRoles(List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        elsewhere("cannot create the roles " + names, connection -> {
            Set<String> there =
                    pairs(connection, "select rolname, '' from pg_roles").keySet();
            try (Statement statement = connection.createStatement()) {
                for (String name : names) {
                    if (!there.contains(name)) {
                        statement.execute("create role " + quoted(name));
                    }
                }
            }
            return names.size();
        });
    }

    /**
     * Drops the database with all that is in it.
     *
     * @param force whether to cut the connections of others; where there are any, it is refused otherwise
     * @return whether it was there
     * @throws DatabaseUnavailableException where the server does not answer, or does not permit it
     */
    public boolean drop(boolean force) {
        return elsewhere("cannot drop the database " + database, connection -> {
            if (!exists(connection)) {
                return false;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("drop database if exists " + quoted(database) + (force ? " with (force)" : ""));
                return true;
            }
        });
    }

    /**
     * Waits until the database takes a connection and answers. What no waiting can change, such as a wrong password, ends
     * it at once; a database that is not there yet does not.
     *
     * @param most how long to wait at most
     * @param listener hears once why there is something to wait for
     * @return how long it took
     * @throws DatabaseUnavailableException where it does not answer in time
     */
    public Duration await(Duration most, Consumer<String> listener) {
        long start = System.nanoTime();
        Connector connector = Connector.at(url, answeringWithin(most), 0);
        for (boolean told = false; ; told = true) {
            try (Connection connection = connector.connection();
                    Statement statement = connection.createStatement()) {
                statement.execute("select 1");
                return Duration.ofNanos(System.nanoTime() - start);
            } catch (SQLException e) {
                boolean mayChange = Connector.isWorthARetry(e) || MISSING.equals(e.getSQLState());
                if (!mayChange || System.nanoTime() - start >= most.toNanos()) {
                    throw Connector.unavailable(
                            address() + " did not answer" + (mayChange ? " within " + most.toMillis() + " ms" : ""),
                            e,
                            "Nothing was changed");
                }
                if (!told) {
                    listener.accept(address() + " does not answer yet: " + e.getMessage());
                }
                pause();
            }
        }
    }

    /**
     * Tells what the server has, whichever database is looked at.
     *
     * @throws DatabaseUnavailableException where the server does not answer
     */
    public ServerFacts server() {
        return elsewhere("cannot look at the server of the database " + database, connection -> {
            Set<String> extensions = pairs(connection, "select name, '' from pg_available_extensions")
                    .keySet();
            return new ServerFacts(
                    connection.getMetaData().getDatabaseMajorVersion(), extensions, pairs(connection, SHARED));
        });
    }

    private static Map<String, String> pairs(Connection connection, String sql) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                pairs.put(rows.getString(1), Objects.requireNonNullElse(rows.getString(2), ""));
            }
        }
        return pairs;
    }

    /**
     * Tells whether another address leads to the same database, whoever connects; as far as that is known without asking, so
     * that two host names of one server are taken for two.
     *
     * @param other the other
     */
    public boolean isSame(DatabaseAdmin other) {
        return url.place(properties).equals(other.url.place(other.properties));
    }

    /**
     * Tells whether another address leads to the same database, and names the same schemas for its sessions to look into.
     *
     * @param other the other
     */
    public boolean looksTheSame(DatabaseAdmin other) {
        return isSame(other) && url.searched(properties).equals(other.url.searched(other.properties));
    }

    ConnectionUrl url() {
        return url;
    }

    Properties properties() {
        return properties;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_TRIES_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException("interrupted while waiting for the server; nothing was changed", e);
        }
    }

    /** A server that takes a connection and then says nothing must not hold us longer. */
    private Properties answeringWithin(Duration most) {
        Properties patient = new Properties();
        patient.putAll(properties);
        String seconds = Long.toString(Math.max(1, Math.min(most.toSeconds() + 1, 10)));
        patient.setProperty(PGProperty.CONNECT_TIMEOUT.getName(), seconds);
        patient.setProperty(PGProperty.LOGIN_TIMEOUT.getName(), seconds);
        return patient;
    }

    private boolean exists(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select 1 from pg_database where datname = ?")) {
            statement.setString(1, database);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    private <T> T elsewhere(String failure, Connector.Use<T> use) {
        try (Connection connection = connectElsewhere()) {
            return use.of(connection);
        } catch (SQLException e) {
            throw Connector.unavailable(failure, e, "Nothing was changed");
        }
    }

    private Connection connectElsewhere() throws SQLException {
        if (!database.equals("postgres")) {
            try {
                return Connector.at(url.withDatabase("postgres"), properties, 0).connection();
            } catch (SQLException e) {
                if (!MISSING.equals(e.getSQLState())) {
                    throw e;
                }
            }
        }
        return Connector.at(url.withDatabase("template1"), properties, 0).connection();
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
