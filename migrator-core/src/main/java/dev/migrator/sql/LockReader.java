// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which locks one statement takes. Not thread-safe, and good for one statement. */
final class LockReader {

    private static final Set<String> NO_TABLES = Set.of(
            "set",
            "reset",
            "show",
            "savepoint",
            "release",
            "rollback",
            "begin",
            "commit",
            "start",
            "end",
            "grant",
            "revoke",
            "notify",
            "listen",
            "unlisten",
            "deallocate",
            "discard",
            "checkpoint",
            "security",
            "load",
            "");

    private final SqlWords words;
    private final Map<String, LockMode> modes = new LinkedHashMap<>();
    private final Set<String> made = new LinkedHashSet<>();
    private Optional<String> unknown = Optional.empty();

    LockReader(SqlWords words) {
        this.words = words;
    }

    StatementLocks read() {
        String first = words.peek();
        switch (first) {
            case "create" -> create();
            case "alter" -> alter();
            case "drop" -> drop();
            case "truncate" -> {
                boolean cascades = words.has("cascade");
                words.skip("truncate");
                words.skipAny("table");
                lockAll(words.names(), LockMode.ACCESS_EXCLUSIVE);
                unknownWhere(cascades, "the tables that cascade takes along");
            }
            case "lock" -> lockTable();
            case "comment" -> comment();
            case "refresh" -> refresh();
            case "reindex" -> reindex();
            case "analyze" -> analyze();
            case "cluster", "vacuum" -> unknown = Optional.of("which tables " + words + " locks");
            case "copy" -> copy();
            case "insert", "update", "delete", "merge", "with", "select", "table", "values", "explain", "(" -> rows();
            case "do", "call", "execute" -> unknown = Optional.of("what runs in '" + words + "'");
            default -> unknownWhere(!NO_TABLES.contains(first), "which tables '" + words + "' locks");
        }
        return new StatementLocks(modes, made, unknown);
    }

    private void create() {
        words.skip("create");
        boolean replaces = words.skip("or", "replace");
        words.skipAny("global", "local", "temp", "temporary", "unlogged", "unique", "recursive", "constraint");
        if (words.skip("table") || words.skip("foreign", "table")) {
            words.skip("if", "not", "exists");
            made.add(words.name());
            lockAll(words.namesBehind("references"), LockMode.SHARE_ROW_EXCLUSIVE);
            lockAll(words.namesBehind("partition", "of"), LockMode.ACCESS_EXCLUSIVE);
            if (words.seek("inherits", "(")) {
                lockAll(words.names(), LockMode.SHARE_UPDATE_EXCLUSIVE);
            }
        } else if (words.skip("index")) {
            boolean concurrently = words.skip("concurrently");
            lockAll(first(words.namesBehind("on")), concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE);
        } else if (words.skip("trigger")) {
            lockAll(first(words.namesBehind("on")), LockMode.SHARE_ROW_EXCLUSIVE);
        } else if (words.skip("policy")) {
            lockAll(first(words.namesBehind("on")), LockMode.ACCESS_EXCLUSIVE);
        } else if (words.skip("rule")) {
            lockAll(first(words.namesBehind("to")), LockMode.ACCESS_EXCLUSIVE);
        } else if (words.skip("statistics")) {
            lockAll(first(words.namesBehind("from")), LockMode.SHARE_UPDATE_EXCLUSIVE);
        } else if (words.skip("view") || words.skip("materialized", "view") || words.skip("sequence")) {
            words.skip("if", "not", "exists");
            String name = words.name();
            if (replaces) {
                lock(name, LockMode.ACCESS_EXCLUSIVE);
            } else {
                made.add(name);
            }
        }
    }

    private void alter() {
        words.skip("alter");
        boolean table = words.skip("foreign", "table") || words.skip("table");
        boolean index = !table && words.skip("index");
        boolean view = !table && !index && (words.skip("materialized", "view") || words.skip("view"));
        if (words.peek().equals("all")) {
            unknown = Optional.of("which tables '" + words + "' locks");
        } else if (table || index || view) {
            words.skip("if", "exists");
            String name = words.skipAny("only").name();
            words.skipAny("*");
            words.parts().forEach(part -> lock(name, index ? ofIndex(part) : ofTable(part)));
            lockAll(words.namesBehind("references"), LockMode.SHARE_ROW_EXCLUSIVE);
            lockAll(words.namesBehind("attach", "partition"), LockMode.ACCESS_EXCLUSIVE);
            lockAll(words.namesBehind("detach", "partition"), LockMode.ACCESS_EXCLUSIVE);
            if (!words.has("no", "inherit")) {
                lockAll(words.namesBehind("inherit"), LockMode.SHARE_UPDATE_EXCLUSIVE);
            }
            unknownWhere(
                    words.has("drop", "constraint"), "the table that a dropped foreign key of " + name + " refers to");
        } else if (words.skip("sequence")) {
            words.skip("if", "exists");
            lock(words.name(), LockMode.SHARE_ROW_EXCLUSIVE);
        } else if (words.skip("trigger") || words.skip("policy") || words.skip("rule")) {
            lockAll(first(words.namesBehind("on")), LockMode.ACCESS_EXCLUSIVE);
        } else if (words.skip("domain") || (words.skip("type") && !words.has("value"))) {
            unknown = Optional.of("the tables that use " + words.name());
        }
    }

    private static LockMode ofIndex(List<String> part) {
        return part.get(0).equals("rename") ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
    }

    /** One of the changes that are made to a table. */
    private static LockMode ofTable(List<String> part) {
        String text = String.join(" ", part);
        boolean adds = text.matches("add (constraint \\S+ )?foreign key .*");
        boolean gentle = text.matches("validate constraint .*|cluster on .*|set without cluster|attach partition .*"
                        + "|alter (column )?\\S+ (set statistics .*|(re)?set \\( n_distinct.*)")
                || text.matches("(re)?set \\( (fillfactor|(toast \\. )?autovacuum|toast_tuple|parallel_workers).*");
        if (adds || text.matches("(enable|disable) trigger .*")) {
            return LockMode.SHARE_ROW_EXCLUSIVE;
        }
        return gentle ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
    }

    private void drop() {
        words.skip("drop");
        boolean cascades = words.has("cascade");
        boolean table = words.skip("table") || words.skip("foreign", "table");
        boolean index = !table && words.skip("index");
        if (table || index || words.skip("materialized", "view") || words.skip("view") || words.skip("sequence")) {
            words.skipAny("concurrently");
            words.skip("if", "exists");
            List<String> names = words.names();
            lockAll(names, LockMode.ACCESS_EXCLUSIVE);
            unknownWhere(table, "the tables that " + String.join(", ", names) + " refers to");
            unknownWhere(index, "the table of " + String.join(", ", names));
        } else if (words.skip("trigger") || words.skip("policy") || words.skip("rule")) {
            lockAll(first(words.namesBehind("on")), LockMode.ACCESS_EXCLUSIVE);
        } else {
            cascades |= words.peek().equals("schema") || words.peek().equals("owned");
        }
        unknownWhere(cascades, "what goes with '" + words + "'");
    }

    private void lockTable() {
        words.skip("lock");
        words.skipAny("table");
        List<String> names = words.names();
        LockMode mode = LockMode.ACCESS_EXCLUSIVE;
        if (words.skip("in")) {
            String label = "";
            while (!words.isAtEnd() && !words.peek().equals("mode")) {
                label += Character.toUpperCase(words.peek().charAt(0))
                        + words.peek().substring(1);
                words.skip(words.peek());
            }
            mode = LockMode.of(label + "Lock").orElse(mode);
        }
        lockAll(names, mode);
    }

    private void comment() {
        words.skip("comment", "on");
        boolean column = words.skip("column");
        if (column || words.skip("table") || words.skip("view") || words.skip("materialized", "view")) {
            String name = words.name();
            lock(
                    column && name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name,
                    LockMode.SHARE_UPDATE_EXCLUSIVE);
        }
    }

    private void refresh() {
        words.skip("refresh", "materialized", "view");
        LockMode mode = words.skip("concurrently") ? LockMode.EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
        lock(words.name(), mode);
    }

    private void reindex() {
        words.skip("reindex");
        if (words.skip("table")) {
            lock(words.skipAny("concurrently").name(), LockMode.SHARE);
        } else if (words.skip("index")) {
            String name = words.skipAny("concurrently").name();
            lock(name, LockMode.ACCESS_EXCLUSIVE);
            unknown = Optional.of("the table of " + name);
        } else {
            unknown = Optional.of("which tables '" + words + "' locks");
        }
    }

    private void analyze() {
        words.skip("analyze");
        words.skipParentheses();
        words.skipAny("verbose");
        if (words.isAtEnd()) {
            unknown = Optional.of("which tables '" + words + "' locks");
            return;
        }
        do {
            lock(words.skipAny("only").name(), LockMode.SHARE_UPDATE_EXCLUSIVE);
            words.skipParentheses();
        } while (words.skip(","));
    }

    private void copy() {
        words.skip("copy");
        if (words.peek().equals("(")) {
            rows();
            return;
        }
        String name = words.name();
        if (words.has("from")) {
            lock(name, LockMode.ROW_EXCLUSIVE);
        }
    }

    /** A query may write in its common table expressions. */
    private void rows() {
        lockAll(words.namesBehind("insert", "into"), LockMode.ROW_EXCLUSIVE);
        lockAll(words.namesBehind("delete", "from"), LockMode.ROW_EXCLUSIVE);
        lockAll(words.namesBehind("merge", "into"), LockMode.ROW_EXCLUSIVE);
        for (String name : words.namesBehind("update")) {
            boolean locksRows = Set.of("set", "of", "nowait", "skip").contains(name);
            if (!locksRows && name.matches("[\\p{L}_\"].*")) {
                lock(name, LockMode.ROW_EXCLUSIVE);
            }
        }
        boolean forRows = words.has("for", "update")
                || words.has("for", "share")
                || words.has("for", "no", "key")
                || words.has("for", "key", "share");
        unknownWhere(forRows, "the tables whose rows '" + words + "' locks");
    }

    private static List<String> first(List<String> names) {
        return names.subList(0, Math.min(1, names.size()));
    }

    private void lockAll(List<String> names, LockMode mode) {
        names.forEach(name -> lock(name, mode));
    }

    private void lock(String name, LockMode mode) {
        if (!name.isEmpty()) {
            modes.merge(name, mode, LockMode::stronger);
        }
    }

    private void unknownWhere(boolean so, String what) {
        if (so && unknown.isEmpty()) {
            unknown = Optional.of(what);
        }
    }
}
