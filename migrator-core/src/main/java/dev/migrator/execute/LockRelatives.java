// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.outcome.LockForecast;
import dev.migrator.outcome.Script;
import dev.migrator.outcome.TableLock;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a lock may reach that no text of a statement names: partitions and other children, the table that a partition
 * belongs to, and what is behind a view. Which of them a statement really locks depends on more than their being there.
 *
 * @param connection where to look
 */
record LockRelatives(Connection connection) {

    private static final String RELATIVES = """
            with recursive named as (
                select asked.name, c.oid as id, c.relkind, c.relispartition
                from unnest(?::text[]) asked (name), pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                where c.relkind in ('r', 'p', 'f', 'v') and asked.name in (c.oid::regclass::text, format('%I.%I', n.nspname, c.relname))),
            reached (name, id, kind) as (
                select name, id, relkind from named
                union
                select r.name, k.oid, k.relkind
                from reached r cross join lateral (
                        select inhrelid from pg_catalog.pg_inherits where inhparent = r.id
                        union all
                        select d.refobjid from pg_catalog.pg_rewrite w join pg_catalog.pg_depend d
                            on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = w.oid
                                and d.refclassid = 'pg_catalog.pg_class'::regclass
                        where r.kind = 'v' and w.ev_class = r.id) x (id)
                    join pg_catalog.pg_class k on k.oid = x.id and k.relkind in ('r', 'p', 'f', 'v')),
            related as (
                select name, id from reached
                union
                select n.name, i.inhparent from named n join pg_catalog.pg_inherits i on i.inhrelid = n.id where n.relispartition)
            select r.name, r.id::regclass::text from related r
            where not exists (select from named n where n.name = r.name and n.id = r.id)
            order by 1, 2
            """;

    /** The same forecast, with what is related to what it names. */
    LockForecast added(LockForecast forecast) throws SQLException {
        Map<String, List<String>> relatives = of(forecast.locks().stream()
                .map(LockForecast.Expected::lock)
                .map(TableLock::relation)
                .toList());
        List<Script.Gap> unknown = new ArrayList<>(forecast.unknown());
        for (LockForecast.Expected expected : forecast.locks()) {
            String relation = expected.lock().relation();
            if (relatives.containsKey(relation)) {
                unknown.add(new Script.Gap(
                        expected.revision(),
                        "",
                        "which of these " + expected.lock().mode() + " on " + relation + " takes along: "
                                + relatives.get(relation).stream().collect(Collectors.joining(", "))));
            }
        }
        return new LockForecast(forecast.locks(), unknown);
    }

    private Map<String, List<String>> of(List<String> names) throws SQLException {
        Map<String, List<String>> relatives = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(RELATIVES)) {
            statement.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    relatives
                            .computeIfAbsent(result.getString(1), name -> new ArrayList<>())
                            .add(result.getString(2));
                }
            }
        }
        return relatives;
    }
}
