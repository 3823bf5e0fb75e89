// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of its own for one test.
 *
 * @param name its name
 * @param url its address for JDBC
 * @param user a user who may do everything
 * @param password the user's password
 */
public record TestDatabase(String name, String url, String user, String password) {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    public DataSource dataSource() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of each row, as text. */
    public List<String> query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        }
    }

    /** Waits until a query gives something, for half a minute at most. */
    public void await(String sql) throws Exception {
        for (int tries = 0; query(sql).isEmpty(); tries++) {
            assertThat(tries).as(sql).isLessThan(600);
            Thread.sleep(50);
        }
    }

    /** The names of all that a schema holds besides the ledger, sorted: tables, views, types, functions and so on. */
    public List<String> objects() throws SQLException {
        return query("""
                select kind || ' ' || name from (
                    select case relkind when 'r' then 'table' when 'v' then 'view' when 'i' then 'index'
                        when 'S' then 'sequence' else relkind::text end as kind, relname::text as name
                    from pg_class where relnamespace = 'public'::regnamespace
                    union all
                    select 'function', proname::text from pg_proc where pronamespace = 'public'::regnamespace
                    union all
                    select 'type', typname::text from pg_type
                    where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
                    union all
                    select 'trigger', tgname::text from pg_trigger where not tgisinternal
                    union all
                    select 'constraint', conname::text from pg_constraint where connamespace = 'public'::regnamespace
                ) objects where name not like 'migrator\\_%' order by 1""");
    }
}
