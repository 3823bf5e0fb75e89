// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Why pg_dump does not tell the schema of a database. All texts are here.
 *
 * @param kind the short, stable name
 * @param message what is wrong, and what to do
 */
public record DumpIssue(String kind, String message) implements Problem {

    private static final String MISSING = "pg_dump_missing";

    @Override
    public List<RevisionId> revisions() {
        return List.of();
    }

    static DumpIssue noProgram(Path named) {
        return new DumpIssue(
                MISSING, "the setting pg-dump names " + named + ", which is no program that can be run; correct it");
    }

    static DumpIssue nowhere(int server, List<Path> folders) {
        return new DumpIssue(
                MISSING,
                "pg_dump is not installed, which tells the schema; the server is PostgreSQL " + server
                        + ", and pg_dump must be as new. It was looked for in "
                        + (folders.isEmpty()
                                ? "no folder, as PATH is empty"
                                : folders.stream().map(Path::toString).collect(Collectors.joining(", ")))
                        + "; " + install(server));
    }

    static DumpIssue tooOld(int server, Map<Path, String> found) {
        return new DumpIssue(
                "pg_dump_too_old",
                "the server is PostgreSQL " + server + ", and pg_dump must be as new; there is only "
                        + found.entrySet().stream()
                                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                                .collect(Collectors.joining(", "))
                        + "; " + install(server));
    }

    private static String install(int server) {
        return "install the client programs of PostgreSQL " + server
                + " or newer, or name such a pg_dump with the setting pg-dump";
    }

    static DumpIssue failed(PgDump program, String why) {
        return new DumpIssue(
                "pg_dump_failed",
                program + " did not tell the schema: " + why
                        + "; see that the user may read all of it, or name the schemas to take with the setting schema");
    }

    static DumpIssue cancelled() {
        return new DumpIssue("cancelled", "told to end while pg_dump was running");
    }
}
