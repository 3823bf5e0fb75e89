// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.migration.Revision;
import dev.migrator.revision.Place;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.sql.SqlFile;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DraftFolderTest {

    private static final String PACKAGE = "com.example.shop";

    @TempDir
    private Path sources;

    @ParameterizedTest
    @CsvSource({
        "add user status, AddUserStatus",
        "2024 clean-up!, Revision2024CleanUp",
        "class, ClassMigration",
        "override, OverrideMigration",
        "migration, MigrationMigration",
        "Straße über Zürich, StrasseUberZurich",
        "添加用户, Revision00ff00ff00ff",
        "'*/ \\u002a/ \" \\', U002a",
        "enum int new, EnumIntNew"
    })
    void a_class_is_named_after_the_message_and_compiles_with_warnings_as_errors(String message, String name)
            throws Exception {
        Draft draft = draft(message);

        DraftFolder.Written written = write(draft);

        assertThat(written.className()).isEqualTo(PACKAGE + "." + name);
        assertThat(written.file()).isEqualTo(sources.resolve("com/example/shop/" + name + ".java"));
        assertThat(compiled(written).message()).isEqualTo(message);
    }

    @Test
    void the_class_says_all_that_was_asked_for() throws Exception {
        Draft draft = new Draft(
                new RevisionId("00ff00ff00ff"),
                List.of(new RevisionId("a1"), new RevisionId("b1")),
                List.of("c1", "billing"),
                List.of("joined"),
                "join");

        Revision revision = compiled(write(draft));

        assertThat(revision.id()).isEqualTo("00ff00ff00ff");
        assertThat(revision.downRevision()).containsExactly("a1", "b1");
        assertThat(revision.dependsOn()).containsExactly("c1", "billing");
        assertThat(revision.branchLabels()).containsExactly("joined");
    }

    @Test
    void a_long_message_makes_a_name_of_whole_words() {
        assertThat(write(draft("very ".repeat(40))).className()).hasSizeLessThan(PACKAGE.length() + 62);
        assertThat(write(draft("y".repeat(500))).className()).hasSizeLessThan(PACKAGE.length() + 64);
    }

    @Test
    void no_file_is_ever_overwritten() throws Exception {
        Path first = write(draft("add users")).file();
        String before = Files.readString(first);

        assertThat(write(draft("Add Users")).className()).endsWith(".AddUsers2");
        assertThat(write(draft("ADD USERS")).className()).endsWith(".ADDUSERS3");
        assertThat(first).hasContent(before);
    }

    @Test
    void the_name_of_a_compiled_class_is_avoided_wherever_its_source_is() {
        RevisionDescriptor elsewhere =
                RevisionDescriptor.of("a1").className(PACKAGE + ".AddUsers").build();

        assertThat(folder(PACKAGE)
                        .write(draft("add users"), List.of(elsewhere))
                        .<String>fold(DraftFolder.Written::className, Object::toString))
                .endsWith(".AddUsers2");
    }

    @Test
    void classes_that_wait_for_the_compiler_are_named() {
        write(draft("add users"));
        DraftFolder folder = folder(PACKAGE);
        RevisionDescriptor compiled =
                RevisionDescriptor.of("a1").className(PACKAGE + ".AddUsers").build();

        assertThat(folder.uncompiled(List.of())).containsExactly("AddUsers");
        assertThat(folder.uncompiled(List.of(compiled))).isEmpty();
        assertThat(folder("no.such").uncompiled(List.of())).isEmpty();
    }

    @Test
    void a_folder_that_cannot_be_made_is_a_problem() throws Exception {
        Path file = Files.writeString(sources.resolve("file"), "");

        assertThat(problem(file, PACKAGE).kind()).isEqualTo("no_folder");
        assertThat(problem(file, PACKAGE).message()).contains("sources");
    }

    @ParameterizedTest
    @ValueSource(strings = {"com..x", "com.class", "com/x"})
    void a_package_that_java_does_not_allow_is_a_problem(String name) {
        assertThat(problem(sources, name).kind()).isEqualTo("illegal_package");
        assertThat(sources).isEmptyDirectory();
    }

    @Test
    void a_class_may_stand_right_in_the_folder_without_a_package() throws Exception {
        DraftFolder.Written written = folder("")
                .write(draft("add users"), List.of())
                .fold(made -> made, problems -> {
                    throw new AssertionError(problems);
                });

        assertThat(written.file()).isEqualTo(sources.resolve("AddUsers.java"));
        assertThat(Files.readString(written.file())).doesNotContain("package");
        assertThat(compiled(written).message()).isEqualTo("add users");
    }

    @Test
    void a_sql_revision_is_a_file_that_reads_back_as_it_was_meant() {
        Draft draft = new Draft(
                new RevisionId("00ff"),
                List.of(new RevisionId("a1"), new RevisionId("b1")),
                List.of("billing"),
                List.of("pay"),
                "Add \u00dcsers; -- quickly");

        Path file = folder("").writeSql(draft).fold(DraftFolder.Written::file, problems -> {
            throw new AssertionError(problems);
        });

        assertThat(file).hasFileName("00ff_add_users_quickly.sql");
        assertThat(SqlFile.read(file)
                        .<Optional<RevisionDescriptor>>fold(
                                read -> Optional.of(read.descriptor()), issues -> Optional.empty()))
                .contains(RevisionDescriptor.of("00ff")
                        .downRevisions("a1", "b1")
                        .dependsOn("billing")
                        .branchLabels("pay")
                        .message("Add \u00dcsers; -- quickly")
                        .location(file.toString())
                        .place(new Place(file.toString(), 1))
                        .build());
    }

    @ParameterizedTest
    @CsvSource({
        "Straße nach Łódź, 00ff00ff00ff_strasse_nach_lodz.sql",
        "'Œuvre, Ærø & Đà Nẵng', 00ff00ff00ff_oeuvre_aero_da_nang.sql",
        "添加用户, 00ff00ff00ff.sql"
    })
    void a_sql_file_is_named_in_plain_letters(String message, String name) {
        assertThat(sql(folder(""), draft(message))).hasFileName(name);
    }

    @Test
    void a_project_names_its_files_its_own_way() {
        DraftFolder folder = new DraftFolder(sources, "", templates("v${date}_${time}_${slug}_${revision}"));

        assertThat(sql(folder, draft("add users"))).hasFileName("v20261123_010203_add_users_00ff00ff00ff.sql");
        assertThat(sql(folder, draft("add users"))).hasFileName("v20261123_010203_add_users_00ff00ff00ff_2.sql");
        assertThat(java(folder, draft("add users"))).hasFileName("v20261123_010203_AddUsers_00ff00ff00ff.java");
        assertThat(java(new DraftFolder(sources, "", templates("${date}-${slug}")), draft("add users")))
                .hasFileName("Revision20261123_AddUsers.java");
    }

    @ParameterizedTest
    @CsvSource({
        "a/${slug}, names no file",
        "${slug}.java, names no file",
        "${date}, ${revision} is missing",
        "${slug}_${author}, nothing is called ${author}",
        "${slug, names no file"
    })
    void a_template_for_names_must_name_a_file_of_its_own(String template, String why) {
        assertThat(DraftTemplates.of(Optional.of(template), Optional.empty(), Clock.systemUTC())
                        .<String>fold(
                                Object::toString, problems -> problems.get(0).message()))
                .contains(why);
    }

    @Test
    void a_project_writes_its_own_bodies() throws Exception {
        Path own = Files.createDirectory(sources.resolve("templates"));
        Files.writeString(
                own.resolve("revision.java"),
                "// (c) us\r\n${package}\r\n\r\n${annotation}\r\nclass ${class} { String s = \"$${x} ${message}\"; }\r\n");
        Files.writeString(own.resolve("merge.sql"), "${header}\n-- migrator: upgrade\n-- ours: ${downRevision}\n");
        DraftFolder folder = new DraftFolder(
                sources,
                "com.x",
                DraftTemplates.of(Optional.empty(), Optional.of(own), Clock.systemUTC())
                        .fold(sound -> sound, problems -> {
                            throw new AssertionError(problems);
                        }));
        Draft merge = new Draft(
                new RevisionId("m1"),
                List.of(new RevisionId("a1"), new RevisionId("b1")),
                List.of(),
                List.of(),
                "join $1");

        assertThat(java(folder, draft("add users"))).content().isEqualTo("""
                // (c) us
                package com.x;

                @Revision(id = "00ff00ff00ff", message = "add users")
                class AddUsers { String s = "${x} add users"; }
                """);
        assertThat(sql(folder, merge)).content().endsWith("message join $1\n-- migrator: upgrade\n-- ours: a1, b1\n");
        assertThat(java(folder, merge)).content().contains("Joins the lines below");
    }

    @Test
    void what_is_wrong_with_a_body_is_told_before_a_file_is_written() throws Exception {
        Path own = Files.createDirectory(sources.resolve("templates"));
        Files.writeString(own.resolve("revision.java"), "${package}\n${annotation}\nclass X { ${slag} }\n");
        DraftFolder folder = new DraftFolder(
                sources,
                "com.x",
                DraftTemplates.of(Optional.empty(), Optional.of(own), Clock.systemUTC())
                        .fold(sound -> sound, problems -> {
                            throw new AssertionError(problems);
                        }));

        assertThat(folder.write(draft("x"), List.of())
                        .<List<String>>fold(
                                written -> List.of(),
                                problems ->
                                        problems.stream().map(Problem::message).toList()))
                .satisfiesExactly(
                        unknown -> assertThat(unknown).contains("revision.java:3: nothing is called ${slag}"),
                        missing -> assertThat(missing).contains("${class} is missing"));
        assertThat(sources.resolve("com/x")).isEmptyDirectory();
    }

    private static DraftTemplates templates(String name) {
        Clock clock = Clock.fixed(Instant.parse("2026-11-23T01:02:03Z"), ZoneOffset.ofHours(-5));
        return DraftTemplates.of(Optional.of(name), Optional.empty(), clock).fold(sound -> sound, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static Path sql(DraftFolder folder, Draft draft) {
        return folder.writeSql(draft).fold(DraftFolder.Written::file, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static Path java(DraftFolder folder, Draft draft) {
        return folder.write(draft, List.of()).fold(DraftFolder.Written::file, problems -> {
            throw new AssertionError(problems);
        });
    }

    private DraftFolder folder(String packageName) {
        return new DraftFolder(sources, packageName, DraftTemplates.standard());
    }

    private static Draft draft(String message) {
        return new Draft(new RevisionId("00ff00ff00ff"), List.of(), List.of(), List.of(), message);
    }

    private DraftFolder.Written write(Draft draft) {
        return folder(PACKAGE).write(draft, List.of()).fold(written -> written, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static Problem problem(Path sources, String packageName) {
        return new DraftFolder(sources, packageName, DraftTemplates.standard())
                .write(draft("x"), List.of())
                .fold(
                        written -> {
                            throw new AssertionError("written: " + written);
                        },
                        problems -> problems.get(0));
    }

    private Revision compiled(DraftFolder.Written written) throws IOException, ClassNotFoundException {
        Path classes = Files.createTempDirectory(sources, "classes");
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-Xlint:all",
                    "-Werror",
                    "-encoding",
                    "UTF-8",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    "-proc:none",
                    "-d",
                    classes.toString());
            boolean done = javac.getTask(said, files, null, options, null, files.getJavaFileObjects(written.file()))
                    .call();
            assertThat(done)
                    .as("%s%n%s", said, Files.readString(written.file()))
                    .isTrue();
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            return loader.loadClass(written.className()).getAnnotation(Revision.class);
        }
    }
}
