// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Checked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which pg_dump is taken, with programs that only say a version. */
@DisabledOnOs(OS.WINDOWS)
class PgDumpTest {

    @TempDir
    private Path folder;

    @Test
    void the_first_that_is_as_new_as_the_server_is_taken() throws Exception {
        Path old = program("a", "pg_dump (PostgreSQL) 9.6.24");
        Path same = program("b", "pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)");
        Path beta = program("c", "pg_dump (PostgreSQL) 18beta1");
        List<Path> folders = List.of(old.getParent(), same.getParent(), beta.getParent());
        assertThat(found(PgDump.in(folders, 15))).isEqualTo(same + " 15.18");
        assertThat(found(PgDump.in(folders, 9))).isEqualTo(old + " 9.6.24");
        assertThat(found(PgDump.in(folders, 18))).isEqualTo(beta + " 18beta1");
    }

    @Test
    void where_all_are_too_old_they_are_named() throws Exception {
        Path old = program("a", "pg_dump (PostgreSQL) 9.6.24");
        Path mute = program("b", "hello");
        assertThat(found(PgDump.in(List.of(old.getParent(), mute.getParent()), 15)))
                .isEqualTo("pg_dump_too_old: the server is PostgreSQL 15, and pg_dump must be as new; there is only "
                        + old
                        + " (9.6.24), " + mute + " (which does not tell its version); install the client programs of"
                        + " PostgreSQL 15 or newer, or name such a pg_dump with the setting pg-dump");
    }

    @Test
    void where_there_is_none_it_is_told_where_it_was_looked_for() {
        assertThat(found(PgDump.in(List.of(folder, Path.of("/nowhere")), 17)))
                .startsWith("pg_dump_missing: pg_dump is not installed")
                .contains("PostgreSQL 17", folder + ", /nowhere;", "setting pg-dump");
        assertThat(found(PgDump.in(List.of(), 17))).contains("no folder, as PATH is empty");
    }

    @Test
    void the_one_that_is_named_is_taken_or_none() throws Exception {
        Path named = program("a", "pg_dump (PostgreSQL) 16.1");
        assertThat(found(PgDump.find(Optional.of(named), "", 16))).isEqualTo(named + " 16.1");
        assertThat(found(PgDump.find(Optional.of(named), "", 17))).startsWith("pg_dump_too_old: ");
        for (Path wrong : List.of(folder, folder.resolve("absent"), Files.writeString(folder.resolve("x"), ""))) {
            assertThat(found(PgDump.find(Optional.of(wrong), System.getenv("PATH"), 9)))
                    .isEqualTo("pg_dump_missing: the setting pg-dump names " + wrong
                            + ", which is no program that can be run; correct it");
        }
    }

    @Test
    void the_path_goes_before_the_usual_places() throws Exception {
        Path named = program("a", "pg_dump (PostgreSQL) 99.1");
        assertThat(found(PgDump.find(Optional.empty(), folder + "/none:" + named.getParent(), 15)))
                .isEqualTo(named + " 99.1");
    }

    private Path program(String in, String says) throws Exception {
        Path program = Files.createDirectories(folder.resolve(in)).resolve("pg_dump");
        Files.writeString(program, "#!/bin/sh\necho '" + says + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return program;
    }

    private static String found(Checked<PgDump, DumpIssue> found) {
        return found.fold(
                PgDump::toString,
                issues -> issues.get(0).kind() + ": " + issues.get(0).message());
    }
}
