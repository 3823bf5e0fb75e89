// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.migration.Revision;
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
        "Straße über Zürich, StraEUberZurich",
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

        assertThat(new DraftFolder(sources, PACKAGE)
                        .write(draft("add users"), List.of(elsewhere))
                        .<String>fold(DraftFolder.Written::className, Object::toString))
                .endsWith(".AddUsers2");
    }

    @Test
    void classes_that_wait_for_the_compiler_are_named() {
        write(draft("add users"));
        DraftFolder folder = new DraftFolder(sources, PACKAGE);
        RevisionDescriptor compiled =
                RevisionDescriptor.of("a1").className(PACKAGE + ".AddUsers").build();

        assertThat(folder.uncompiled(List.of())).containsExactly("AddUsers");
        assertThat(folder.uncompiled(List.of(compiled))).isEmpty();
        assertThat(new DraftFolder(sources, "no.such").uncompiled(List.of())).isEmpty();
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
        DraftFolder.Written written = new DraftFolder(sources, "")
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

        Path file = new DraftFolder(sources, "").writeSql(draft).fold(DraftFolder.Written::file, problems -> {
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
                        .build());
        assertThat(new DraftFolder(sources, "")
                        .writeSql(draft)
                        .<String>fold(made -> "", all -> all.get(0).kind()))
                .isEqualTo("not_written");
    }

    private static Draft draft(String message) {
        return new Draft(new RevisionId("00ff00ff00ff"), List.of(), List.of(), List.of(), message);
    }

    private DraftFolder.Written write(Draft draft) {
        return new DraftFolder(sources, PACKAGE).write(draft, List.of()).fold(written -> written, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static Problem problem(Path sources, String packageName) {
        return new DraftFolder(sources, packageName)
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
