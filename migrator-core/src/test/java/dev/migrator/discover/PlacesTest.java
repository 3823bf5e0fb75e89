// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.RevisionDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where things are written is known from the files that are read anyway. */
class PlacesTest {

    private static final String PLAIN = """
            import dev.migrator.migration.*;

            @Revision(
                    id = "%s")
            public class %s implements Migration {
                public void upgrade(org.jooq.DSLContext db) {}
            }
            """;

    /** What was written a moment ago is not remembered. */
    private static final InstantSource LATER = () -> Instant.now().plusSeconds(60);

    @TempDir
    private Path home;

    private Path first;
    private Path second;
    private Path cache;

    @BeforeEach
    void folders() throws IOException {
        first = Files.createDirectories(home.resolve("first"));
        second = Files.createDirectories(home.resolve("second"));
        cache = home.resolve("cache");
    }

    @Test
    void a_script_is_written_at_the_line_of_its_header() throws IOException {
        Files.writeString(
                first.resolve("a.sql"),
                "-- who\n\n-- migrator: message m\n-- migrator: revision aa11\n" + "-- migrator: upgrade\nselect 1;\n");
        Files.writeString(first.resolve("w.sql"), "-- migrator: repeatable w\nselect 1;\n");

        assertThat(places())
                .isEqualTo(Map.of("aa11", first.resolve("a.sql") + ":4", "w", first.resolve("w.sql") + ":1"));
    }

    @Test
    void a_class_is_written_at_the_line_that_declares_it() throws IOException {
        Files.writeString(first.resolve("Plain.java"), PLAIN.formatted("aa11", "Plain"));
        Files.createDirectories(second.resolve("pay"));
        Files.writeString(second.resolve("pay/Outer.java"), """
                package pay;
                import dev.migrator.migration.*;
                public class Outer {
                    static class Other {}

                    @Revision(id = "bb11")
                    public static class Inner implements Migration {
                        public void upgrade(org.jooq.DSLContext db) {}
                    }
                }
                """);

        assertThat(places())
                .isEqualTo(Map.of(
                        "aa11", first.resolve("Plain.java") + ":5", "bb11", second.resolve("pay/Outer.java") + ":7"));
    }

    @Test
    void a_source_that_was_moved_is_told_where_it_is_now() throws IOException {
        Files.writeString(first.resolve("Plain.java"), PLAIN.formatted("aa11", "Plain"));
        places();
        Files.move(first.resolve("Plain.java"), second.resolve("Plain.java"));

        assertThat(places()).isEqualTo(Map.of("aa11", second.resolve("Plain.java") + ":5"));
    }

    @Test
    void what_is_remembered_has_its_place() throws IOException {
        Files.writeString(first.resolve("Plain.java"), PLAIN.formatted("aa11", "Plain"));
        Files.writeString(first.resolve("a.sql"), "-- migrator: revision aa12\n-- migrator: upgrade\nselect 1;\n");

        Map<String, String> read = places();

        assertThat(places()).isEqualTo(read);
    }

    @Test
    void of_a_class_that_tells_no_source_the_name_is_told() throws IOException {
        assertThat(compiled("-g:none")).isEqualTo("Plain");
        assertThat(compiled("-g:source")).isEqualTo("Plain.java");
        assertThat(compiled("-g:source,lines")).isEqualTo("Plain.java:5");
    }

    /** What a class says that was compiled by somebody else. */
    private String compiled(String debug) throws IOException {
        Path source = Files.writeString(home.resolve("Plain.java"), PLAIN.formatted("aa11", "Plain"));
        Path classes = Files.createDirectories(home.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            assertThat(compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none", debug, "-d", classes.toString()),
                                    null,
                                    files.getJavaFileObjects(source))
                            .call())
                    .isTrue();
        }
        return ClassFileRevisions.on(List.of(""), List.of(classes)).find().revisions().stream()
                .map(RevisionDescriptor::written)
                .collect(Collectors.joining());
    }

    private Map<String, String> places() {
        List<Path> folders = List.of(first, second);
        Optional<Path> classes = new SourceCompiler(cache, List.of())
                .compile(folders)
                .fold(made -> made, problems -> {
                    throw new AssertionError(problems);
                });
        RevisionIndex index = new RevisionIndex(Optional.of(new IndexFile(home.resolve("index"), "")), LATER);
        var found = new FolderRevisions(
                        folders,
                        classes.map(made -> new IndexedClasses(
                                ClassFileRevisions.in(made, folders), getClass().getClassLoader(), index)),
                        index)
                .find();
        index.save();
        assertThat(found.problems()).isEmpty();
        return found.revisions().stream()
                .collect(Collectors.toMap(
                        each -> each.id().value(), RevisionDescriptor::written, (a, b) -> a, TreeMap::new));
    }
}
