// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A script of SQL while it is written, for psql to run. Not thread-safe. */
public final class ScriptText implements Sink {

    private final StringBuilder text = new StringBuilder();

    /** Begins a paragraph with remarks. */
    public void comment(String... lines) {
        text.append(text.isEmpty() ? "" : "\n");
        for (String line : lines) {
            remark(line);
        }
    }

    /** Adds a remark. */
    public void remark(String line) {
        text.append("-- ")
                .append(line.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " "))
                .append('\n');
    }

    /** Adds a statement; a remark at its end does not swallow the semicolon, nor pass for one. */
    public void statement(String sql) {
        String stripped = sql.strip();
        boolean remark = stripped.substring(stripped.lastIndexOf('\n') + 1).contains("--");
        text.append(stripped).append(remark ? "\n;\n" : stripped.endsWith(";") ? "\n" : ";\n");
    }

    /** Adds what is not to be touched, such as the data of a COPY. */
    public void verbatim(String lines) {
        text.append(lines);
    }

    /** Stops the script where a condition does not hold. */
    public void insist(String condition, String otherwise) {
        block("begin if not (" + condition + ") then raise exception " + literal(otherwise.replace("%", "%%"))
                + "; end if; end");
    }

    /** Stops the script, wherever it comes here. */
    public void stop(String why) {
        block("begin raise exception " + literal(why.replace("%", "%%")) + "; end");
    }

    /** Tells, and goes on. */
    public void warn(String what) {
        block("begin raise warning " + literal(what.replace("%", "%%")) + "; end");
    }

    @Override
    public void one(Write write) {
        String inlined = write.with(i -> literal(write.values().get(i)));
        block("begin " + inlined + "; if not found then raise exception "
                + literal((write.what() + " touched no row of " + write.table()).replace("%", "%%")) + "; end if; end");
    }

    private void block(String body) {
        String tag = "$migrator$";
        while (body.contains(tag)) {
            tag = tag.substring(0, tag.length() - 1) + "_ledger$";
        }
        statement("do " + tag + " " + body + " " + tag);
    }

    /** The tips of a database, for people. */
    public static String tips(List<RevisionId> tips) {
        return tips.isEmpty() ? "base" : RevisionId.list(tips);
    }

    /** A name in quotes. */
    public static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof List<?> texts) {
            return array(texts.stream().map(Object::toString).toList());
        }
        return value instanceof Number
                ? value.toString()
                : "'" + value.toString().replace("'", "''") + "'";
    }

    static String array(List<String> texts) {
        return texts.stream().map(ScriptText::literal).collect(Collectors.joining(", ", "array[", "]::text[]"));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
