// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

/**
 * Asks pg_catalog what goes with schemas. PostgreSQL's own word counts for what belongs to what: what DROP takes along
 * without CASCADE is a part of what is dropped, what needs CASCADE depends on it. To be sent with an empty search path, so
 * that every name is qualified.
 */
final class ContentsSql {

    /** The schemas, what in them is dropped by itself (<i>root</i>), and all that goes with each of these (<i>going</i>). */
    private static final String GOING = """
            with recursive asked as (select ?::text[] as schemas, ?::text as home, ?::text[] as relations),
            space as (
                select s.oid, s.nspname, s.nspowner, s.nspname = any(a.schemas) as managed, s.nspname = a.home as home, a.relations
                from pg_namespace s, asked a where s.nspname = any(a.schemas) or s.nspname = a.home),
            named (class, id, space, owner, kind, name) as (
                select 'pg_class'::regclass::oid, oid, relnamespace, relowner, case relkind when 'r' then 'table' when 'p' then 'partitioned table'
                    when 'f' then 'foreign table' when 'v' then 'view' when 'm' then 'materialized view' else 'sequence' end, relname
                    from pg_class where relkind in ('r', 'p', 'f', 'v', 'm', 'S')
                union all select 'pg_proc'::regclass, oid, pronamespace, proowner, case prokind when 'a' then 'aggregate'
                    when 'p' then 'procedure' else 'function' end, proname from pg_proc
                union all select 'pg_type'::regclass, oid, typnamespace, typowner, case typtype when 'e' then 'enum' when 'd' then 'domain'
                    when 'c' then 'composite type' when 'r' then 'range' else 'type' end, typname from pg_type t
                    where not exists (select from pg_type o where o.typarray = t.oid)
                union all select 'pg_operator'::regclass, oid, oprnamespace, oprowner, 'operator', oprname from pg_operator
                union all select 'pg_opclass'::regclass, oid, opcnamespace, opcowner, 'operator class', opcname from pg_opclass
                union all select 'pg_opfamily'::regclass, oid, opfnamespace, opfowner, 'operator family', opfname from pg_opfamily
                union all select 'pg_collation'::regclass, oid, collnamespace, collowner, 'collation', collname from pg_collation
                union all select 'pg_conversion'::regclass, oid, connamespace, conowner, 'conversion', conname from pg_conversion
                union all select 'pg_statistic_ext'::regclass, oid, stxnamespace, stxowner, 'statistics object', stxname from pg_statistic_ext
                union all select 'pg_ts_config'::regclass, oid, cfgnamespace, cfgowner, 'text search configuration', cfgname from pg_ts_config
                union all select 'pg_ts_dict'::regclass, oid, dictnamespace, dictowner, 'text search dictionary', dictname from pg_ts_dict
                union all select 'pg_ts_parser'::regclass, oid, prsnamespace, 10, 'text search parser', prsname from pg_ts_parser
                union all select 'pg_ts_template'::regclass, oid, tmplnamespace, 10, 'text search template', tmplname from pg_ts_template),
            root (class, id, space, owner, kind, name, ledger) as materialized (
                select n.class, n.id, n.space, n.owner, n.kind, n.name, s.home and n.class = 'pg_class'::regclass and n.name = any(s.relations)
                from named n join space s on s.oid = n.space
                where (s.managed or (n.class = 'pg_class'::regclass and n.name = any(s.relations)))
                    and not exists (select from pg_depend d where d.classid = n.class and d.objid = n.id and d.objsubid = 0
                        and (d.deptype in ('e', 'i') or (n.kind = 'sequence' and d.deptype = 'a' and d.refobjsubid > 0)))
                union all
                (select distinct on (c.oid) 'pg_cast'::regclass, c.oid, s.oid, t.typowner, 'cast', null, false
                from pg_cast c join pg_type t on t.oid in (c.castsource, c.casttarget) join space s on s.oid = t.typnamespace and s.managed
                where not exists (select from pg_depend d where d.classid = 'pg_cast'::regclass and d.objid = c.oid and d.deptype in ('e', 'i'))
                    and not exists (select from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
                order by c.oid, s.oid)),
            going (class, id, rootclass, root) as materialized (
                select class, id, class, id from root
                union
                select d.classid, d.objid, g.rootclass, g.root
                from going g join pg_depend d on d.refclassid = g.class and d.refobjid = g.id
                where d.deptype in ('a', 'i', 'P', 'S')
                    and not exists (select from root r where r.class = d.classid and r.id = d.objid))
            """;

    /** Parameters of each: the schemas, the schema of the ledger, and the names of its relations there. */
    static final String ROOTS = GOING + """
            select r.class || '/' || r.id, r.kind, i.identity,
                case r.kind when 'procedure' then format('%I.%I(%s)', s.nspname, r.name, pg_get_function_identity_arguments(r.id))
                    when 'aggregate' then regexp_replace(i.identity, '\\(\\)$', '(*)') else i.identity end,
                r.ledger, pg_get_userbyid(r.owner),
                pg_has_role(r.owner, 'usage') or r.kind <> 'cast' and pg_has_role(s.nspowner, 'usage'),
                case when r.kind in ('table', 'partitioned table') then has_table_privilege(r.id, 'update, delete, truncate') else false end
            from root r join space s on s.oid = r.space cross join pg_identify_object(r.class, r.id, 0) i
            where i.identity is not null
            order by r.kind, i.identity
            """;

    /** How many locks each holds. The planner takes the rows of a recursion for few, so that joins of it are left to us. */
    static final String LOCKS = GOING + """
            select rootclass || '/' || root, count(*)
            from (select distinct on (class, id) rootclass, root from going order by class, id, root) member
            group by 1
            """;

    /** What depends on what. */
    static final String NEEDS = GOING + """
            select distinct a.rootclass || '/' || a.root, b.rootclass || '/' || b.root
            from going a join pg_depend d on d.classid = a.class and d.objid = a.id
                join going b on b.class = d.refclassid and b.id = d.refobjid
            where (a.rootclass, a.root) <> (b.rootclass, b.root)
            """;

    /** What else depends on it. */
    static final String OUTSIDE = GOING + """
            select distinct case when o.classid = 'pg_rewrite'::regclass
                    then pg_describe_object('pg_class'::regclass, (select ev_class from pg_rewrite where oid = o.objid), 0)
                    when o.classid = 'pg_class'::regclass and exists (select from pg_class where oid = o.objid and relkind in ('v', 'm'))
                        then pg_describe_object(o.classid, o.objid, 0)
                    else pg_describe_object(o.classid, o.objid, o.objsubid) end
            from (
                select d.classid, d.objid, d.objsubid
                from going g join pg_depend d on d.refclassid = g.class and d.refobjid = g.id
                where d.deptype = 'n' and (d.classid, d.objid) not in (select class, id from going)
                union all
                select g.class, g.id, 0 from going g join pg_class c on g.class = 'pg_class'::regclass and c.oid = g.id
                where c.relkind in ('r', 'p', 'f') and c.relnamespace not in (select oid from space where managed)
                    and c.relnamespace <> 'pg_toast'::regnamespace
                    and not exists (select from root r where r.class = g.class and r.id = g.id)
                union all
                select g.class, g.id, 0 from going g join pg_statistic_ext s on g.class = 'pg_statistic_ext'::regclass and s.oid = g.id
                where s.stxnamespace not in (select oid from space where managed)
            ) o
            order by 1
            """;

    private ContentsSql() {}
}
