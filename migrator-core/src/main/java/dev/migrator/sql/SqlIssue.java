// SPDX-License-Identifier: Apache-2.0
package dev.migrator.sql;

import dev.migrator.revision.Kind;
import dev.migrator.revision.Nearest;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.io.IOException;
import java.util.List;

/**
 * What is wrong with a script. All texts are here.
 *
 * @param kind the short, stable name
 * @param line the line, from 1
 * @param what what is wrong there, and what is expected
 * @param file where the script comes from
 */
public record SqlIssue(String kind, int line, String what, String file) implements Problem {

    /** The same, of a file. */
    public SqlIssue in(String name) {
        return new SqlIssue(kind, line, what, name);
    }

    @Override
    public String message() {
        return (file.isEmpty() ? "line " : file + ":") + line + ": " + what;
    }

    @Override
    public List<RevisionId> revisions() {
        return List.of();
    }

    static SqlIssue unreadable(IOException why) {
        return issue("sql_unreadable", 1, "the file cannot be read: " + why);
    }

    static SqlIssue notUtf8(int line) {
        return issue("sql_encoding", line, "this line is no UTF-8; save the file as UTF-8");
    }

    static SqlIssue unfinished(int line) {
        return issue("sql_unfinished", line, "a quote or comment that begins here has no end");
    }

    static SqlIssue backslash(int line, String command) {
        return issue(
                "sql_backslash",
                line,
                "'" + command + "' is a command of psql, which only psql knows; write it in SQL, or run psql itself");
    }

    static SqlIssue copyWithoutEnd(int line) {
        return issue("sql_copy", line, "the data of this COPY has no end; a line with \\. alone ends it");
    }

    static SqlIssue copyOnOneLine(int line) {
        return issue(
                "sql_copy",
                line,
                "the data of this COPY begins on the line below it; nothing may follow its semicolon");
    }

    static SqlIssue unknownKey(int line, String key) {
        return issue(
                "sql_header",
                line,
                "'-- migrator: " + key + "' is unknown; "
                        + Nearest.to(key, SqlHeader.KEYS)
                                .map(near -> "did you mean " + near + "? The")
                                .orElse("the")
                        + " header knows " + String.join(", ", SqlHeader.KEYS)
                        + ", and the sections are upgrade and downgrade, of a seed apply and remove");
    }

    static SqlIssue sectionOfAnotherKind(int line, String key, Kind kind) {
        return issue(
                "sql_header",
                line,
                "'-- migrator: " + key + "' is no section of a " + kind.label() + ", whose sections are "
                        + (kind == Kind.SEED ? "apply and remove" : "upgrade and downgrade"));
    }

    static SqlIssue unknownInHook(int line, String key) {
        return issue(
                "sql_header",
                line,
                "'-- migrator: " + key + "' is nothing that a hook has; "
                        + Nearest.to(key, SqlHeader.of(Kind.HOOK))
                                .map(near -> "did you mean " + near + "? Its")
                                .orElse("its")
                        + " header knows "
                        + String.join(", ", SqlHeader.of(Kind.HOOK))
                        + ", and what it does stands below, in no section");
    }

    static SqlIssue repeatedKey(int line, String key) {
        return issue("sql_header", line, "'-- migrator: " + key + "' stands here a second time; say it once");
    }

    static SqlIssue ofAnotherKind(int line, String key, Kind kind) {
        return issue(
                "sql_header",
                line,
                "'-- migrator: " + key + "' is nothing that a " + kind.label() + " has; its header knows "
                        + String.join(", ", SqlHeader.of(kind)));
    }

    static SqlIssue noValue(int line, String key) {
        return issue("sql_header", line, "'-- migrator: " + key + "' has no value; write it behind the key");
    }

    static SqlIssue notBoolean(int line, String key) {
        return issue("sql_header", line, "'-- migrator: " + key + "' is true or false");
    }

    static SqlIssue insideOnly(int line, String hook) {
        return issue(
                "hook_transaction",
                line,
                "'transactional false' is for what runs before or after a whole run; " + hook
                        + " is part of a transaction");
    }

    static SqlIssue noPhase(int line, String said) {
        return issue("sql_header", line, "'-- migrator: phase " + said + "' is expand or contract");
    }

    static SqlIssue noProfile(int line, String name) {
        return issue(
                "sql_header",
                line,
                "'-- migrator: profiles' has a profile that is no word: '" + name
                        + "'; take letters, digits, _, . and -");
    }

    static SqlIssue precondition(int line, String what) {
        return issue(
                "sql_header",
                line,
                "'-- migrator: precondition': " + what
                        + "; it is [halt|skip|warn] query SELECT…, empty TABLE, exists TABLE or absent TABLE, and -- MESSAGE"
                        + " behind it where there is one");
    }

    static SqlIssue sectionWithValue(int line, String key) {
        return issue("sql_header", line, "'-- migrator: " + key + "' stands alone on its line");
    }

    static SqlIssue headerBelow(int line, String key) {
        return issue(
                "sql_header", line, "'-- migrator: " + key + "' belongs above the sections, at the top of the file");
    }

    static SqlIssue noRevision() {
        return issue(
                "sql_header",
                1,
                "no '-- migrator: revision ID' is in this file, nor repeatable NAME or seed NAME; a SQL revision begins"
                        + " with it (any other SQL belongs in another folder)");
    }

    static SqlIssue noForward(Kind kind) {
        return issue(
                "sql_header",
                1,
                kind == Kind.REPEATABLE || kind == Kind.HOOK
                        ? "there is no statement in it; what the " + kind.label() + " does stands below its header"
                        : "the section '-- migrator: " + forward(kind) + "' is missing; what the " + kind.label()
                                + " does stands below it");
    }

    static SqlIssue outsideSections(int line, Kind kind) {
        return issue(
                "sql_header",
                line,
                "this statement is in no section; put '-- migrator: " + forward(kind) + "' above it");
    }

    private static String forward(Kind kind) {
        return kind == Kind.SEED ? "apply" : "upgrade";
    }

    static SqlIssue notInTransaction(int line, String what, Kind kind) {
        String outside = "'-- migrator: transactional false'";
        return issue(
                "sql_transaction",
                line,
                "PostgreSQL runs '" + what + "' outside a transaction only; "
                        + switch (kind) {
                            case SEED ->
                                "a seed is one transaction; put it into a revision or a repeatable with " + outside;
                            case HOOK ->
                                "say " + outside + " in the header of a hook that runs before or after a whole run;"
                                        + " within a step it cannot run";
                            case REVISION, REPEATABLE, TAG ->
                                "say " + outside + " in the header, and put what needs a transaction in a "
                                        + kind.label() + " of its own";
                        });
    }

    static SqlIssue controlsTransaction(int line, String what, Kind kind) {
        return issue(
                "sql_transaction",
                line,
                "'" + what + "' must not stand in a " + kind.label()
                        + ": the tool commits it together with its record, or rolls both back");
    }

    static SqlIssue undefinedParameter(int line, String name) {
        return issue(
                "sql_parameter", line, "the parameter ${" + name + "} is not defined; pass it with -x " + name + "=…");
    }

    private static SqlIssue issue(String kind, int line, String what) {
        return new SqlIssue(kind, line, what, "");
    }
}
