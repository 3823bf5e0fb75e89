// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import dev.migrator.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;

/** What a schema looks like, as sorted lines: two schemas are the same where the lines are. */
final class Schema {

    private Schema() {}

    static List<String> of(TestDatabase database) throws SQLException {
        return database.query("""
                select line from (
                    select format('column %s.%s %s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                            a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) as line
                    from pg_attribute a
                        join pg_class c on c.oid = a.attrelid
                        left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')
                        and a.attnum > 0 and not a.attisdropped
                    union all
                    select format('constraint %s.%s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                    from pg_constraint where connamespace = 'public'::regnamespace
                    union all
                    select format('index %s', pg_get_indexdef(indexrelid))
                    from pg_index join pg_class c on c.oid = indexrelid
                    where c.relnamespace = 'public'::regnamespace
                    union all
                    select format('view %s %s', viewname, definition) from pg_views where schemaname = 'public'
                    union all
                    select format('function %s', pg_get_functiondef(oid))
                    from pg_proc where pronamespace = 'public'::regnamespace
                    union all
                    select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
                    union all
                    select format('type %s %s %s', typname, typtype, (
                            select string_agg(enumlabel, ',' order by enumsortorder)
                            from pg_enum where enumtypid = t.oid))
                    from pg_type t where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')
                ) lines where line not like '%migrator\\_%' order by 1""");
    }
}
