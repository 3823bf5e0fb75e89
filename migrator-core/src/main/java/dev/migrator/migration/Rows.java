// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.Name;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.RowN;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Rows that a table shall have, whatever it has now; each is known by its key, on which there is a unique index. Immutable.
 *
 * <pre>{@code
 *   Rows.of("shop.currency", "code", "name", "digits")
 *           .row("EUR", "Euro", 2)
 *           .row("JPY", "Yen", 0)
 *           .upsert(db);
 * }</pre>
 */
public final class Rows {

    private final String table;
    private final List<String> columns;
    private final List<String> key;
    private final List<RowN> rows;

    private Rows(String table, List<String> columns, List<String> key, List<RowN> rows) {
        this.table = table;
        this.columns = List.copyOf(columns);
        this.key = List.copyOf(key);
        this.rows = List.copyOf(rows);
    }

    /**
     * Names a table and some of its columns, the first of which is the key.
     *
     * @param table the table, with its schema and a dot in front or without
     * @param columns the columns, as they are written in the catalogue
     */
    public static Rows of(String table, String... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("rows of " + table + " need at least one column");
        }
        return new Rows(table, List.of(columns), List.of(columns[0]), List.of());
    }

    /**
     * Takes other columns for the key.
     *
     * @param names some of the columns
     * @throws IllegalArgumentException where there is none, or one is none of the columns
     */
    public Rows key(String... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException(
                    "the key of " + table + " has no column; name at least one of " + columns);
        }
        for (String name : names) {
            if (!columns.contains(name)) {
                throw new IllegalArgumentException("the key " + name + " is none of the columns " + columns);
            }
        }
        return new Rows(table, columns, List.of(names), rows);
    }

    /**
     * Adds a row.
     *
     * @param values its values in the order of the columns, of the types that JDBC wants for them
     * @throws IllegalArgumentException where there are not as many as columns
     */
    public Rows row(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of " + table + " has " + values.length + " values for the columns " + columns);
        }
        List<RowN> more = new ArrayList<>(rows);
        more.add(DSL.row(values));
        return new Rows(table, columns, key, more);
    }

    /**
     * Makes each of the rows be there with just these values; others stay.
     *
     * @param db statements on a connection of the run
     * @return how many rows were inserted or changed; those that were there already are not counted
     * @throws IllegalArgumentException where a key is null
     */
    public int upsert(DSLContext db) {
        requireKeys();
        if (rows.isEmpty()) {
            return 0;
        }
        List<Field<Object>> others =
                fields(columns.stream().filter(column -> !key.contains(column)).toList());
        InsertOnDuplicateStep<Record> insert =
                db.insertInto(table(), fields(columns)).valuesOfRows(rows);
        return others.isEmpty()
                ? insert.onConflict(fields(key)).doNothing().execute()
                : insert.onConflict(fields(key))
                        .doUpdate()
                        .set(excluded(others))
                        .where(differs(others))
                        .execute();
    }

    /**
     * Makes the table have these rows and no others; none whose key is null, either.
     *
     * @param db statements on a connection of the run
     * @return how many rows were inserted, changed or deleted
     * @throws IllegalArgumentException where a key is null
     */
    public int only(DSLContext db) {
        requireKeys();
        int deleted = rows.isEmpty()
                ? db.deleteFrom(table()).execute()
                // Of a null, NOT IN is null, and nothing would go.
                : db.deleteFrom(table()).where("({0}) is not true", areKeys()).execute();
        return deleted + upsert(db);
    }

    /**
     * Takes the rows away, by their keys.
     *
     * @param db statements on a connection of the run
     * @return how many rows were deleted
     * @throws IllegalArgumentException where a key is null
     */
    public int delete(DSLContext db) {
        requireKeys();
        return rows.isEmpty() ? 0 : db.deleteFrom(table()).where(areKeys()).execute();
    }

    /** No unique index finds a null again: each time it would be one row more. */
    private void requireKeys() {
        for (int i = 0; i < rows.size(); i++) {
            for (String name : key) {
                if (rows.get(i).field(columns.indexOf(name)) instanceof Param<?> given && given.getValue() == null) {
                    throw new IllegalArgumentException("row " + (i + 1) + " of " + table + " has null for its key "
                            + name + "; a row is known by its key, so give it a value, or take other columns for the"
                            + " key");
                }
            }
        }
    }

    private Condition areKeys() {
        return DSL.row(fields(key).toArray()).in(keys());
    }

    /** What is the same already is not written again, so that no trigger sees it. */
    private Condition differs(List<Field<Object>> others) {
        return others.stream()
                .map(field -> DSL.field(table().getQualifiedName().append(field.getUnqualifiedName()))
                        .isDistinctFrom(DSL.excluded(field)))
                .reduce(Condition::or)
                .orElseThrow();
    }

    private List<RowN> keys() {
        return rows.stream()
                .map(row -> DSL.row(key.stream()
                        .map(name -> (Object) row.field(columns.indexOf(name)))
                        .toArray()))
                .toList();
    }

    private static Map<Field<Object>, Field<Object>> excluded(List<Field<Object>> fields) {
        return fields.stream().collect(Collectors.toMap(Function.identity(), DSL::excluded));
    }

    private Table<Record> table() {
        Name name = DSL.name(table.split("\\.", 2));
        return DSL.table(name);
    }

    private static List<Field<Object>> fields(List<String> names) {
        return names.stream().map(name -> DSL.field(DSL.name(name))).toList();
    }

    @Override
    public String toString() {
        return rows.size() + " row(s) of " + table + Arrays.toString(columns.toArray());
    }
}
