// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.execute.MigrationClassLoader;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import dev.migrator.testing.JarWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexedClassesTest {

    @TempDir
    private Path home;

    private Path classes;

    @BeforeEach
    void folders() throws IOException {
        classes = Files.createDirectories(home.resolve("classes"));
        compile("app.m.One", "aa11", "select 1", "implements dev.migrator.migration.Migration");
    }

    @Test
    void class_files_that_have_not_changed_are_not_opened_again() {
        look(classes);
        tamper("by the index");

        assertThat(look(classes).values())
                .extracting(RevisionDescriptor::message)
                .containsExactly("by the index");
    }

    @Test
    void what_is_remembered_is_what_was_found_with_its_fingerprint() {
        Map<String, RevisionDescriptor> read = look(classes);

        assertThat(file().read()).hasSize(1);
        assertThat(look(classes)).isEqualTo(read);
        assertThat(read.get("aa11").fingerprint()).isPresent();
    }

    @Test
    void a_change_of_a_class_a_new_one_and_one_that_is_gone_are_seen() throws IOException {
        RevisionDescriptor before = look(classes).get("aa11");
        compile("app.m.One", "aa11", "select 2", "implements dev.migrator.migration.Migration");
        assertThat(look(classes).get("aa11").fingerprint()).isPresent().isNotEqualTo(before.fingerprint());

        compile("app.m.sub.Two", "aa12", "select 1", "implements dev.migrator.migration.Migration");
        assertThat(look(classes)).containsOnlyKeys("aa11", "aa12");

        Files.delete(classes.resolve("app/m/sub/Two.class"));
        assertThat(look(classes)).containsOnlyKeys("aa11");
    }

    @Test
    void a_script_among_the_classes_is_remembered_with_them() throws IOException {
        Path script = classes.resolve("app/m/three.sql");
        Files.writeString(script, "-- migrator: revision aa13\n-- migrator: upgrade\nselect 1;\n");
        RevisionDescriptor before = look(classes).get("aa13");
        Files.writeString(script, "-- migrator: revision aa13\n-- migrator: upgrade\nselect 2;\n");

        assertThat(look(classes).get("aa13").fingerprint()).isPresent().isNotEqualTo(before.fingerprint());
    }

    @Test
    void an_archive_is_told_by_itself() throws IOException {
        Path jar = home.resolve("app.jar");
        jar(jar, Map.of());
        look(jar);
        tamper("by the index");
        assertThat(look(jar).get("aa11").message()).isEqualTo("by the index");

        compile("app.m.Two", "aa12", "select 1", "implements dev.migrator.migration.Migration");
        jar(jar, Map.of());
        assertThat(look(jar)).containsOnlyKeys("aa11", "aa12");
    }

    @Test
    void what_an_archive_leads_to_is_looked_at_each_time() throws IOException {
        Path other = home.resolve("other.jar");
        jar(other, Map.of());
        Path jar = home.resolve("app.jar");
        try (JarWriter empty = new JarWriter(jar, Map.of("Class-Path", "other.jar"))) {
            empty.file("app/readme.txt", new byte[0]);
        }
        assertThat(look(jar)).containsOnlyKeys("aa11");

        compile("app.m.Two", "aa12", "select 1", "implements dev.migrator.migration.Migration");
        jar(other, Map.of());
        assertThat(look(jar)).containsOnlyKeys("aa11", "aa12");
    }

    @Test
    void a_migration_above_which_is_a_class_of_no_package_that_was_named_is_looked_at_each_time() throws IOException {
        compile("app.Base", "", "select 1", "implements dev.migrator.migration.Migration");
        compile("app.m.Two", "aa12", "select 1", "extends app.Base");
        assertThat(look(classes).get("aa12").reversible()).isFalse();

        compile(
                "app.Base",
                "",
                "select 1\"); } public void downgrade(org.jooq.DSLContext db) { db.execute(\"",
                "implements dev.migrator.migration.Migration");
        assertThat(look(classes).get("aa12").reversible()).isTrue();
    }

    private Map<String, RevisionDescriptor> look(Path entry) {
        RevisionIndex index =
                new RevisionIndex(Optional.of(file()), () -> Instant.now().plusSeconds(3600));
        RevisionSource.Found found = new IndexedClasses(
                        ClassFileRevisions.on(List.of("app.m"), List.of(entry)),
                        new MigrationClassLoader(List.of(entry)),
                        index)
                .find();
        index.save();
        assertThat(found.problems()).isEmpty();
        return found.revisions().stream()
                .collect(Collectors.toMap(revision -> revision.id().value(), Function.identity()));
    }

    private IndexFile file() {
        return new IndexFile(home.resolve("cache"), "project");
    }

    /** Makes the index say something that is in no file. */
    private void tamper(String message) {
        Map<String, RevisionIndex.Entry> entries = new HashMap<>(file().read());
        assertThat(entries).hasSize(1);
        entries.replaceAll((place, entry) -> new RevisionIndex.Entry(
                entry.stamp(),
                List.of(RevisionDescriptor.of("aa11").message(message).build())));
        file().write(entries);
    }

    private void jar(Path jar, Map<String, String> attributes) throws IOException {
        try (JarWriter writer = new JarWriter(jar, attributes)) {
            writer.folder(classes, "");
        }
    }

    private void compile(String name, String id, String sql, String is) throws IOException {
        int dot = name.lastIndexOf('.');
        Path source = home.resolve("sources").resolve(name.replace('.', '/') + ".java");
        Files.createDirectories(source.getParent());
        Files.writeString(
                source,
                "package %s;\n%spublic class %s %s {\n%s}\n"
                        .formatted(
                                name.substring(0, dot),
                                id.isEmpty() ? "" : "@dev.migrator.migration.Revision(id = \"" + id + "\")\n",
                                name.substring(dot + 1),
                                is,
                                is.startsWith("extends")
                                        ? ""
                                        : "public void upgrade(org.jooq.DSLContext db) { db.execute(\"" + sql
                                                + "\"); }\n"));
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-d",
                        classes.toString(),
                        "-cp",
                        classes + File.pathSeparator + System.getProperty("java.class.path"),
                        source.toString());
        assertThat(exit).isZero();
    }
}
