// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks PostgreSQL's catalogue for all entries at once. */
final class CatalogReader {

    /** Whatever a session or a database sets must not change how definitions are written. */
    private static final String PINNED = """
            set transaction isolation level repeatable read, read only;
            set local search_path = '';
            set local quote_all_identifiers = off;
            set local standard_conforming_strings = on;
            set local datestyle = 'ISO, YMD';
            set local intervalstyle = 'postgres';
            set local timezone = 'UTC';
            set local bytea_output = 'hex';
            set local extra_float_digits = 1;
            set local lc_monetary = 'C';
            set local statement_timeout = 0;
            """;

    private static final Pattern PLACE = Pattern.compile(":(?:everything|publication|schemas|own)\\b");
    private static final int PUBLISHES_SCHEMAS = 15;

    private static final String TABLES_OF_PUBLICATION =
            "(select string_agg(r.prrelid::regclass::text, ', ' order by r.prrelid::regclass::text)"
                    + " from pg_publication_rel r where r.prpubid = p.oid)";

    private static final String ALL_OF_PUBLICATION = """
            (select string_agg(concat_ws(' ', r.prrelid::regclass, (select '(' || string_agg(quote_ident(attname), ', '
                    order by attnum) || ')' from pg_attribute
                    where attrelid = r.prrelid and attnum = any (r.prattrs::int2[])),
                'where ' || pg_get_expr(r.prqual, r.prrelid)), ', ' order by r.prrelid::regclass::text)
                from pg_publication_rel r where r.prpubid = p.oid),
            (select 'tables in schema ' || string_agg(pnnspid::regnamespace::text, ', ' order by pnnspid::regnamespace::text)
                from pg_publication_namespace where pnpubid = p.oid)""";

    private final Connection connection;
    private final CatalogScope scope;

    CatalogReader(Connection connection, CatalogScope scope) {
        this.connection = connection;
        this.scope = scope;
    }

    Catalog read() throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return new Catalog(version, entries(statement, PINNED + query(version)));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static List<CatalogEntry> entries(Statement statement, String script) throws SQLException {
        boolean rows = statement.execute(script);
        while (!rows) {
            rows = statement.getMoreResults();
        }
        List<CatalogEntry> entries = new ArrayList<>();
        try (ResultSet result = statement.getResultSet()) {
            while (result.next()) {
                entries.add(new CatalogEntry(
                        CatalogKind.of(result.getString(1)),
                        result.getString(2),
                        Objects.requireNonNullElse(result.getString(3), "")));
            }
        }
        return entries;
    }

    private String query(int version) {
        boolean everything = scope.schemas().isEmpty();
        String schemas = everything
                ? "true"
                : scope.schemas().stream()
                        .map(CatalogReader::literal)
                        .collect(Collectors.joining(", ", "nspname in (", ")"));
        String own = scope.except().isEmpty()
                ? "values (null::text, null::text)"
                : scope.except().stream()
                        .map(name -> "(" + literal(name.schema()) + ", " + literal(name.name()) + ")")
                        .collect(Collectors.joining(", "));
        Map<String, String> places = Map.of(
                ":everything",
                Boolean.toString(everything),
                ":publication",
                version >= PUBLISHES_SCHEMAS ? ALL_OF_PUBLICATION : TABLES_OF_PUBLICATION,
                ":schemas",
                schemas,
                ":own",
                own);
        return PLACE.matcher(text())
                .replaceAll(place -> Matcher.quoteReplacement(Objects.requireNonNull(places.get(place.group()))));
    }

    private static String text() {
        try (InputStream in = Objects.requireNonNull(CatalogReader.class.getResourceAsStream("catalog.sql"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*\\n", "");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
