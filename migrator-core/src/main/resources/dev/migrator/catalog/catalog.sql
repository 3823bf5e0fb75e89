-- All that the schemas of a database hold, as rows of kind, name and definition.
-- :schemas is a condition on nspname, :own a list of (schema, relation), :everything says whether no schema is named,
-- :publication is what a publication tells of its tables in this version.
with ext as (
    select classid, objid from pg_depend where deptype = 'e'
), made as ( -- what comes with a range type
    select classid, objid from pg_depend where deptype = 'i' and refclassid = 'pg_type'::regclass
        and classid in ('pg_proc'::regclass, 'pg_cast'::regclass)
), schemas as (
    select oid, nspname, nspowner, nspacl from pg_namespace
    where nspname !~ '^pg_' and nspname <> 'information_schema' and :schemas
), named as (
    select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where (n.nspname::text, c.relname::text) in (:own)
), own as (
    select oid from named
    union select indexrelid from pg_index where indrelid in (select oid from named)
    union select objid from pg_depend
    where classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass and deptype in ('a', 'i')
        and refobjid in (select oid from named)
), relations as (
    select c.*, c.oid as id, quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name,
        array_to_string(array(select o from unnest(c.reloptions) o order by 1), ', ') as options
    from pg_class c join schemas n on n.oid = c.relnamespace left join pg_index i on i.indexrelid = c.oid
    where c.relpersistence <> 't' and c.oid not in (select oid from own)
        and ('pg_class'::regclass::oid, c.oid) not in (select classid, objid from ext)
        and ('pg_class'::regclass::oid, coalesce(i.indrelid, c.oid)) not in (select classid, objid from ext)
), routines as (
    select p.*, p.oid as id, quote_ident(n.nspname) || '.' || quote_ident(p.proname)
        || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name
    from pg_proc p join schemas n on n.oid = p.pronamespace
    where ('pg_proc'::regclass::oid, p.oid) not in (select classid, objid from ext)
        and ('pg_proc'::regclass::oid, p.oid) not in (select classid, objid from made)
), types as (
    select t.*, t.oid as id, quote_ident(n.nspname) || '.' || quote_ident(t.typname) as name
    from pg_type t join schemas n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
    where t.typtype in ('b', 'c', 'd', 'e', 'r') and t.typisdefined and coalesce(c.relkind, 'c') = 'c'
        and not exists (select from pg_type element where element.typarray = t.oid)
        and ('pg_type'::regclass::oid, t.oid) not in (select classid, objid from ext)
), extensions as (
    select e.*, e.oid as id, n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where n.nspname = 'pg_catalog' or n.oid in (select oid from schemas)
), objects as (
    select o.* from (
        select 'pg_namespace'::regclass::oid as classid, oid as objid, nspowner as owner from schemas
        union all select 'pg_class'::regclass, id, case when relkind not in ('i', 'I', 'c') then relowner end
            from relations
        union all select 'pg_constraint'::regclass, k.oid, null from pg_constraint k join relations r on r.id = k.conrelid
        union all select 'pg_constraint'::regclass, k.oid, null from pg_constraint k join types t on t.id = k.contypid
        union all select 'pg_trigger'::regclass, t.oid, null from pg_trigger t join relations r on r.id = t.tgrelid
        union all select 'pg_rewrite'::regclass, w.oid, null from pg_rewrite w join relations r on r.id = w.ev_class
        union all select 'pg_policy'::regclass, p.oid, null from pg_policy p join relations r on r.id = p.polrelid
        union all select 'pg_proc'::regclass, id, proowner from routines
        union all select 'pg_type'::regclass, id, typowner from types
        union all select 'pg_extension'::regclass, id, null from extensions
        union all select 'pg_statistic_ext'::regclass, oid, stxowner from pg_statistic_ext
            where stxnamespace in (select oid from schemas)
        union all select 'pg_operator'::regclass, oid, oprowner from pg_operator
            where oprnamespace in (select oid from schemas)
        union all select 'pg_opclass'::regclass, oid, opcowner from pg_opclass
            where opcnamespace in (select oid from schemas)
        union all select 'pg_opfamily'::regclass, oid, opfowner from pg_opfamily
            where opfnamespace in (select oid from schemas)
        union all select 'pg_collation'::regclass, oid, collowner from pg_collation
            where collnamespace in (select oid from schemas)
        union all select 'pg_conversion'::regclass, oid, conowner from pg_conversion
            where connamespace in (select oid from schemas)
        union all select 'pg_ts_config'::regclass, oid, cfgowner from pg_ts_config
            where cfgnamespace in (select oid from schemas)
        union all select 'pg_ts_dict'::regclass, oid, dictowner from pg_ts_dict
            where dictnamespace in (select oid from schemas)
        union all select 'pg_event_trigger'::regclass, oid, evtowner from pg_event_trigger where :everything
        union all select 'pg_publication'::regclass, oid, pubowner from pg_publication where :everything
        union all select 'pg_cast'::regclass, oid, null from pg_cast where :everything and oid >= 16384
            and ('pg_cast'::regclass::oid, oid) not in (select classid, objid from made)
        union all select 'pg_language'::regclass, oid, lanowner from pg_language where :everything and oid >= 16384
        union all select 'pg_foreign_data_wrapper'::regclass, oid, fdwowner from pg_foreign_data_wrapper
            where :everything
        union all select 'pg_foreign_server'::regclass, oid, srvowner from pg_foreign_server where :everything
    ) o where (o.classid, o.objid) not in (select classid, objid from ext)
), acls as (
    select 'pg_namespace'::regclass::oid as classid, oid as objid, 0 as part,
        coalesce(nspacl, acldefault('n', nspowner)) as acl from schemas
    union all select 'pg_class'::regclass, id, 0,
        coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner))
        from relations where relkind in ('r', 'p', 'f', 'v', 'm', 'S')
    union all select 'pg_class'::regclass, r.id, a.attnum, a.attacl
        from pg_attribute a join relations r on r.id = a.attrelid where a.attacl is not null
    union all select 'pg_proc'::regclass, id, 0, coalesce(proacl, acldefault('f', proowner)) from routines
    union all select 'pg_type'::regclass, id, 0, coalesce(typacl, acldefault('T', typowner)) from types
    union all select 'pg_language'::regclass, oid, 0, coalesce(lanacl, acldefault('l', lanowner)) from pg_language
    union all select 'pg_foreign_data_wrapper'::regclass, oid, 0, coalesce(fdwacl, acldefault('F', fdwowner))
        from pg_foreign_data_wrapper
    union all select 'pg_foreign_server'::regclass, oid, 0, coalesce(srvacl, acldefault('S', srvowner))
        from pg_foreign_server
    union all select 'pg_default_acl'::regclass, oid, 0, defaclacl from pg_default_acl
        where :everything or defaclnamespace in (select oid from schemas)
), rows as (

select 'schema' as kind, quote_ident(nspname) as name, '' as definition from schemas
where ('pg_namespace'::regclass::oid, oid) not in (select classid, objid from ext)

union all select 'table', r.name, concat_ws(' ',
    case r.relpersistence when 'u' then 'unlogged' end,
    case r.relkind when 'p' then 'partitioned' when 'f' then 'foreign' end,
    'table (' || array_to_string(array(select quote_ident(attname) from pg_attribute
        where attrelid = r.id and attnum > 0 and not attisdropped order by attnum), ', ') || ')',
    case when r.reloftype <> 0 then 'of ' || format_type(r.reloftype, null) end,
    case when r.relkind = 'p' then 'partition by ' || pg_get_partkeydef(r.id) end,
    case when r.relispartition then 'partition of ' else 'inherits ' end || (
        select string_agg(inhparent::regclass::text, ', ' order by inhseqno) from pg_inherits where inhrelid = r.id),
    pg_get_expr(r.relpartbound, r.id),
    'using ' || (select quote_ident(amname) from pg_am where oid = r.relam and amname <> 'heap'),
    'with (' || nullif(r.options, '') || ')',
    'toast with (' || (select nullif(array_to_string(array(select o from unnest(t.reloptions) o order by 1), ', '), '')
        from pg_class t where t.oid = r.reltoastrelid) || ')',
    case when r.relrowsecurity then 'row level security' end,
    case when r.relforcerowsecurity then 'forced' end,
    case r.relreplident when 'n' then 'replica identity nothing' when 'f' then 'replica identity full'
        when 'i' then 'replica identity by index' end,
    (select 'server ' || quote_ident(s.srvname) || coalesce(' options (' || array_to_string(
        array(select o from unnest(f.ftoptions) o order by 1), ', ') || ')', '')
        from pg_foreign_table f join pg_foreign_server s on s.oid = f.ftserver where f.ftrelid = r.id))
from relations r where r.relkind in ('r', 'p', 'f')

-- A default of null is none. pg_dump writes it for a partition that does not have the default of its parent.
union all select 'column', r.name || '.' || quote_ident(a.attname), concat_ws(' ',
    format_type(a.atttypid, a.atttypmod),
    case when a.attcollation <> t.typcollation then 'collate ' || a.attcollation::regcollation::text end,
    case when a.attnotnull then 'not null' end,
    case a.attidentity when 'a' then 'generated always as identity' when 'd' then 'generated by default as identity' end,
    case when a.attgenerated <> '' then 'generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') '
        || case a.attgenerated when 's' then 'stored' else 'virtual' end
        when t.typtype <> 'd' and pg_get_expr(d.adbin, d.adrelid) ~ '^NULL(::[^()]*(\([0-9, ]*\))?)?$' then null
        else 'default ' || pg_get_expr(d.adbin, d.adrelid) end,
    case when a.attstorage <> t.typstorage then 'storage ' || case a.attstorage
        when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end,
    case a.attcompression when 'p' then 'compression pglz' when 'l' then 'compression lz4' end,
    'statistics ' || nullif(a.attstattarget, -1),
    'with (' || nullif(array_to_string(array(select o from unnest(a.attoptions) o order by 1), ', '), '') || ')',
    'options (' || nullif(array_to_string(array(select o from unnest(a.attfdwoptions) o order by 1), ', '), '') || ')',
    case when not a.attislocal then 'inherited' end)
from pg_attribute a join relations r on r.id = a.attrelid join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where r.relkind in ('r', 'p', 'f', 'v', 'm') and a.attnum > 0 and not a.attisdropped

-- A foreign key of a partition, or to one, is that of its parent under another name.
union all select case k.contype when 'n' then 'not-null constraint' else 'constraint' end,
    r.name || '.' || quote_ident(k.conname),
    concat_ws(' ', pg_get_constraintdef(k.oid), case when not k.conislocal then 'inherited' end)
from pg_constraint k join relations r on r.id = k.conrelid
where k.contype <> 't' and not (k.contype = 'f' and k.conparentid <> 0)

union all select 'index', r.name, concat_ws(' ', pg_get_indexdef(i.indexrelid),
    case when not i.indisvalid then 'invalid' end,
    case when not i.indisready then 'not ready' end,
    case when i.indisclustered then 'clustered' end,
    case when i.indisreplident then 'replica identity' end,
    'attached to ' || (select inhparent::regclass::text from pg_inherits where inhrelid = i.indexrelid),
    'statistics ' || (select string_agg(attnum || ' ' || attstattarget, ', ' order by attnum) from pg_attribute
        where attrelid = i.indexrelid and attstattarget >= 0))
from pg_index i join relations r on r.id = i.indexrelid

union all select case r.relkind when 'v' then 'view' else 'materialized view' end, r.name, concat_ws(' ',
    'using ' || (select quote_ident(amname) from pg_am where oid = r.relam and amname <> 'heap'),
    'with (' || nullif(r.options, '') || ')', btrim(pg_get_viewdef(r.id)))
from relations r where r.relkind in ('v', 'm')

union all select 'sequence', r.name, concat_ws(' ', case r.relpersistence when 'u' then 'unlogged' end,
    format_type(s.seqtypid, null), 'start', s.seqstart, 'increment', s.seqincrement, 'from', s.seqmin, 'to', s.seqmax,
    'cache', s.seqcache, case when s.seqcycle then 'cycle' end,
    (select case d.deptype when 'i' then 'identity of ' else 'owned by ' end
        || d.refobjid::regclass::text || '.' || quote_ident(a.attname)
        from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
        where d.classid = 'pg_class'::regclass and d.objid = r.id and d.refclassid = 'pg_class'::regclass
            and d.refobjsubid > 0 and d.deptype in ('a', 'i')))
from relations r join pg_sequence s on s.seqrelid = r.id

union all select case p.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, p.name,
    case when p.prokind <> 'a' then pg_get_functiondef(p.id) else (select concat_ws(' ',
        'returns', format_type(p.prorettype, null), 'kind', a.aggkind, a.aggnumdirectargs,
        'sfunc', a.aggtransfn::regprocedure, 'stype', format_type(a.aggtranstype, null), a.aggtransspace,
        'finalfunc', a.aggfinalfn::regprocedure, a.aggfinalextra, a.aggfinalmodify,
        'combinefunc', a.aggcombinefn::regprocedure, 'serialfunc', a.aggserialfn::regprocedure,
        'deserialfunc', a.aggdeserialfn::regprocedure, 'msfunc', a.aggmtransfn::regprocedure,
        'minvfunc', a.aggminvtransfn::regprocedure, 'mfinalfunc', a.aggmfinalfn::regprocedure, a.aggmfinalextra,
        a.aggmfinalmodify, case when a.aggmtranstype <> 0 then 'mstype ' || format_type(a.aggmtranstype, null) end,
        case when a.aggsortop <> 0 then 'sortop ' || a.aggsortop::regoperator end,
        'initcond ' || quote_literal(a.agginitval), 'minitcond ' || quote_literal(a.aggminitval),
        'parallel', p.proparallel) from pg_aggregate a where a.aggfnoid = p.id) end
from routines p

union all select 'trigger', r.name || '.' || quote_ident(t.tgname), concat_ws(' ', pg_get_triggerdef(t.oid),
    case t.tgenabled when 'D' then 'disabled' when 'R' then 'enabled on a replica' when 'A' then 'enabled always' end)
from pg_trigger t join relations r on r.id = t.tgrelid left join pg_trigger parent on parent.oid = t.tgparentid
where (parent.oid is null and not t.tgisinternal) or parent.tgenabled <> t.tgenabled

union all select 'rule', r.name || '.' || quote_ident(w.rulename), concat_ws(' ', pg_get_ruledef(w.oid),
    case w.ev_enabled when 'D' then 'disabled' when 'R' then 'enabled on a replica' when 'A' then 'enabled always' end)
from pg_rewrite w join relations r on r.id = w.ev_class where w.rulename <> '_RETURN'

union all select 'policy', r.name || '.' || quote_ident(p.polname), concat_ws(' ',
    case when p.polpermissive then 'permissive' else 'restrictive' end,
    'for', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
        else 'all' end,
    'to', (select string_agg(case role when 0 then 'public' else quote_ident(pg_get_userbyid(role)) end, ', '
        order by pg_get_userbyid(role)) from unnest(p.polroles) role),
    'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
    'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')')
from pg_policy p join relations r on r.id = p.polrelid

union all select 'type', t.name, case t.typtype
    when 'e' then 'enum (' || coalesce((select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder)
        from pg_enum where enumtypid = t.id), '') || ')'
    when 'd' then concat_ws(' ', 'domain over', format_type(t.typbasetype, t.typtypmod),
        case when t.typcollation <> b.typcollation then 'collate ' || t.typcollation::regcollation::text end,
        case when t.typnotnull then 'not null' end, 'default ' || pg_get_expr(t.typdefaultbin, 0),
        (select string_agg('constraint ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid), ' ' order by conname)
            from pg_constraint where contypid = t.id and contype <> 'n'))
    when 'c' then 'composite (' || array_to_string(array(select concat_ws(' ', quote_ident(a.attname),
        format_type(a.atttypid, a.atttypmod), case when a.attcollation <> at.typcollation
            then 'collate ' || a.attcollation::regcollation::text end)
        from pg_attribute a join pg_type at on at.oid = a.atttypid
        where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped order by a.attnum), ', ') || ')'
    when 'r' then (select concat_ws(' ', 'range over', format_type(g.rngsubtype, null),
        'opclass', (select opcname from pg_opclass where oid = g.rngsubopc),
        case when g.rngcollation <> 0 then 'collate ' || g.rngcollation::regcollation::text end,
        'canonical', g.rngcanonical, 'diff', g.rngsubdiff, 'multirange', format_type(g.rngmultitypid, null))
        from pg_range g where g.rngtypid = t.id)
    else concat_ws(' ', 'base type', 'input', t.typinput, 'output', t.typoutput, 'receive', t.typreceive,
        'send', t.typsend, 'modifiers', t.typmodin, t.typmodout, 'analyze', t.typanalyze, 'length', t.typlen,
        'alignment', t.typalign, 'storage', t.typstorage, 'category', t.typcategory, 'preferred', t.typispreferred,
        'by value', t.typbyval, 'delimiter', quote_literal(t.typdelim::text), 'default ' || quote_literal(t.typdefault)) end
from types t left join pg_type b on b.oid = t.typbasetype

union all select 'extension', extname::text, 'schema ' || quote_ident(nspname) from extensions
union all select 'extension version', extname::text, extversion from extensions

union all select 'statistics object', i.identity, concat_ws(' ', pg_get_statisticsobjdef(s.oid),
    'statistics ' || nullif(s.stxstattarget, -1))
from pg_statistic_ext s join objects o on o.objid = s.oid and o.classid = 'pg_statistic_ext'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i

union all select 'operator', i.identity, concat_ws(' ', 'function', p.oprcode,
    case when p.oprcom <> 0 then 'commutator ' || p.oprcom::regoperator end,
    case when p.oprnegate <> 0 then 'negator ' || p.oprnegate::regoperator end,
    'restrict', p.oprrest, 'join', p.oprjoin, case when p.oprcanmerge then 'merges' end,
    case when p.oprcanhash then 'hashes' end)
from pg_operator p join objects o on o.objid = p.oid and o.classid = 'pg_operator'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i

union all select 'operator class', i.identity, concat_ws(' ', 'for', format_type(c.opcintype, null),
    case when c.opcdefault then 'default' end, 'family', f.identity,
    case when c.opckeytype <> 0 then 'storage ' || format_type(c.opckeytype, null) end)
from pg_opclass c join objects o on o.objid = c.oid and o.classid = 'pg_opclass'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i
    cross join lateral pg_identify_object('pg_opfamily'::regclass, c.opcfamily, 0) f

union all select 'operator family', i.identity, concat_ws(' ', (
    select string_agg(concat_ws(' ', amopstrategy, amoppurpose, amopopr::regoperator), ', '
        order by amopstrategy, amopopr::regoperator::text) from pg_amop where amopfamily = f.oid), (
    select string_agg(concat_ws(' ', amprocnum, format_type(amproclefttype, null), format_type(amprocrighttype, null),
        amproc::regprocedure), ', ' order by amprocnum, amproc::regprocedure::text,
        format_type(amproclefttype, null)) from pg_amproc where amprocfamily = f.oid))
from pg_opfamily f join objects o on o.objid = f.oid and o.classid = 'pg_opfamily'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i

union all select 'collation', i.identity, concat_ws(' ', 'provider', c.collprovider,
    case when not c.collisdeterministic then 'not deterministic' end, 'encoding', c.collencoding,
    'locale', concat_ws('/', c.collcollate, c.collctype, coalesce(to_jsonb(c) ->> 'colllocale',
        to_jsonb(c) ->> 'colliculocale')), 'rules ' || (to_jsonb(c) ->> 'collicurules'))
from pg_collation c join objects o on o.objid = c.oid and o.classid = 'pg_collation'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i

union all select 'conversion', i.identity, concat_ws(' ', pg_encoding_to_char(c.conforencoding), 'to',
    pg_encoding_to_char(c.contoencoding), c.conproc, case when c.condefault then 'default' end)
from pg_conversion c join objects o on o.objid = c.oid and o.classid = 'pg_conversion'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i

union all select 'text search configuration', i.identity, concat_ws(' ', 'parser', p.identity, (
    select string_agg(concat_ws(' ', maptokentype, mapseqno, mapdict::regdictionary), ', '
        order by maptokentype, mapseqno) from pg_ts_config_map where mapcfg = c.oid))
from pg_ts_config c join objects o on o.objid = c.oid and o.classid = 'pg_ts_config'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i
    cross join lateral pg_identify_object('pg_ts_parser'::regclass, c.cfgparser, 0) p

union all select 'text search dictionary', i.identity, concat_ws(' ', 'template', t.identity, d.dictinitoption)
from pg_ts_dict d join objects o on o.objid = d.oid and o.classid = 'pg_ts_dict'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i
    cross join lateral pg_identify_object('pg_ts_template'::regclass, d.dicttemplate, 0) t

union all select 'cast', i.identity, concat_ws(' ', 'context', c.castcontext, 'method', c.castmethod,
    case when c.castfunc <> 0 then 'function ' || c.castfunc::regprocedure end)
from pg_cast c join objects o on o.objid = c.oid and o.classid = 'pg_cast'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i

union all select 'event trigger', i.identity, concat_ws(' ', 'on', e.evtevent,
    'tags ' || array_to_string(e.evttags, ', '), 'execute', e.evtfoid::regprocedure, 'enabled', e.evtenabled)
from pg_event_trigger e join objects o on o.objid = e.oid and o.classid = 'pg_event_trigger'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i

union all select 'publication', i.identity, concat_ws(' ', case when p.puballtables then 'for all tables' end,
    case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
    case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end,
    case when p.pubviaroot then 'via root' end, 'generated columns ' || (to_jsonb(p) ->> 'pubgencols'),
    :publication)
from pg_publication p join objects o on o.objid = p.oid and o.classid = 'pg_publication'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i

union all select 'language', i.identity, concat_ws(' ', 'handler', l.lanplcallfoid::regprocedure,
    case when l.lanpltrusted then 'trusted' end)
from pg_language l join objects o on o.objid = l.oid and o.classid = 'pg_language'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i

union all select 'foreign-data wrapper', i.identity, concat_ws(' ', 'handler', f.fdwhandler::regprocedure,
    'validator', f.fdwvalidator::regprocedure,
    'options ' || nullif(array_to_string(array(select o from unnest(f.fdwoptions) o order by 1), ', '), ''))
from pg_foreign_data_wrapper f join objects o on o.objid = f.oid and o.classid = 'pg_foreign_data_wrapper'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i

union all select 'foreign server', i.identity, concat_ws(' ', 'wrapper', quote_ident(f.fdwname),
    'type ' || quote_literal(s.srvtype), 'version ' || quote_literal(s.srvversion),
    'options ' || nullif(array_to_string(array(select o from unnest(s.srvoptions) o order by 1), ', '), ''))
from pg_foreign_server s join pg_foreign_data_wrapper f on f.oid = s.srvfdw
    join objects o on o.objid = s.oid and o.classid = 'pg_foreign_server'::regclass
    cross join lateral pg_identify_object(o.classid, o.objid, 0) i

union all select 'database', 'setting ' || split_part(c.line, '=', 1) || coalesce(' of role ' || quote_ident(r.rolname), ''),
    substr(c.line, strpos(c.line, '=') + 1)
from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase left join pg_roles r on r.oid = s.setrole
    cross join unnest(s.setconfig) c (line) where :everything and d.datname = current_database()

union all select 'database', 'comment', d.description
from pg_shdescription d where :everything and d.classoid = 'pg_database'::regclass
    and d.objoid = (select oid from pg_database where datname = current_database())

union all select 'comment', i.type || ' ' || i.identity, d.description
from pg_description d join objects o on o.classid = d.classoid and o.objid = d.objoid
    cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i

union all select 'owner', i.type || ' ' || i.identity, quote_ident(pg_get_userbyid(o.owner))
from objects o cross join lateral pg_identify_object(o.classid, o.objid, 0) i where o.owner is not null

union all select 'privilege', i.type || ' ' || i.identity, (
    select coalesce(string_agg(g.line, ', ' order by g.line), 'none') from (
        select case e.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(e.grantee)) end || ': '
            || string_agg(lower(e.privilege_type) || case when e.is_grantable then '*' else '' end, ' '
                order by e.privilege_type, e.is_grantable) as line
        from aclexplode(a.acl) e group by e.grantee) g)
from acls a cross join lateral pg_identify_object(a.classid, a.objid, a.part) i
where a.classid = 'pg_default_acl'::regclass or (a.classid, a.objid) in (select classid, objid from objects)

union all select 'tablespace', r.name, quote_ident(s.spcname)
from relations r join pg_tablespace s on s.oid = r.reltablespace

) select kind, name, definition from rows
