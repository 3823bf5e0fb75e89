// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.postgresql.PGConnection;

/**
 * A text of comma-separated values whose first line names the columns, which COPY takes into a table. UTF-8. Immutable.
 *
 * <pre>{@code
 *   Csv.resource(Countries.class, "countries.csv").upsert(db, "shop.country", "code");
 * }</pre>
 */
public final class Csv {

    private static final String PASSING = "migrator_csv";

    private final String origin;
    private final String text;

    private Csv(String origin, String text) {
        this.origin = origin;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * Takes a text.
     *
     * @param text all of it
     */
    public static Csv of(String text) {
        return new Csv("the text", text);
    }

    /**
     * Takes a file.
     *
     * @param file the file; where it is relative, from the folder in which the process was started, and not from that of
     *     the command line's {@code -C}: a resource is found wherever the class is
     * @throws UncheckedIOException where it cannot be read
     */
    public static Csv file(Path file) {
        try {
            return new Csv(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Takes a resource beside a class.
     *
     * @param beside the class
     * @param name the resource, as {@link Class#getResourceAsStream} finds it
     * @throws UncheckedIOException where it is not there, or cannot be read
     */
    public static Csv resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException("there is no resource " + name + " beside " + beside.getName());
            }
            return new Csv(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    /**
     * Adds all rows to a table.
     *
     * @param db statements on a connection of the run
     * @param table the table, with its schema and a dot in front or without
     * @return how many rows
     */
    public long load(DSLContext db, String table) {
        return copy(db, quoted(table), columns());
    }

    /**
     * Makes all rows be in a table with just these values; others stay.
     *
     * @param db statements on a connection of the run
     * @param table the table, with its schema and a dot in front or without
     * @param key the columns by which a row is known, on which there is a unique index
     * @return how many rows were inserted or changed
     */
    public long upsert(DSLContext db, String table, String... key) {
        List<String> columns = columns();
        String list = columns.stream().map(Csv::quotedName).collect(Collectors.joining(", "));
        // Outside a transaction no COMMIT drops it, and one that failed before may have left its own.
        db.execute("drop table if exists pg_temp." + PASSING);
        db.execute("create temporary table " + PASSING + " as select " + list + " from " + quoted(table) + " limit 0");
        copy(db, PASSING, columns);
        List<String> others = columns.stream()
                .filter(column -> !List.of(key).contains(column))
                .map(Csv::quotedName)
                .toList();
        int changed = db.execute("insert into " + quoted(table) + " as there (" + list + ") select " + list + " from "
                + PASSING + " on conflict ("
                + List.of(key).stream().map(Csv::quotedName).collect(Collectors.joining(", ")) + ") do "
                + (others.isEmpty() ? "nothing" : update(others)));
        db.execute("drop table " + PASSING);
        return changed;
    }

    private static String update(List<String> columns) {
        return "update set "
                + columns.stream().map(name -> name + " = excluded." + name).collect(Collectors.joining(", "))
                + " where "
                + columns.stream()
                        .map(name -> "there." + name + " is distinct from excluded." + name)
                        .collect(Collectors.joining(" or "));
    }

    private long copy(DSLContext db, String table, List<String> columns) {
        String sql = "copy " + table + " ("
                + columns.stream().map(Csv::quotedName).collect(Collectors.joining(", "))
                + ") from stdin with (format csv, header true)";
        return db.connectionResult(
                connection -> connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(text)));
    }

    /** The first line; a name may stand in quotes. */
    private List<String> columns() {
        try (Reader reader = new StringReader(text);
                BufferedReader lines = new BufferedReader(reader)) {
            String line = lines.readLine();
            List<String> names = line == null ? List.of() : names(line);
            if (names.isEmpty() || names.contains("")) {
                throw new IllegalArgumentException(
                        "the first line of " + origin + " does not name the columns: " + line);
            }
            return names;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static List<String> names(String line) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                name.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                names.add(name.toString().strip());
                name.setLength(0);
            } else {
                name.append(c);
            }
        }
        names.add(name.toString().strip());
        return names;
    }

    private static String quoted(String table) {
        return List.of(table.split("\\.", 2)).stream().map(Csv::quotedName).collect(Collectors.joining("."));
    }

    private static String quotedName(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
