// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceCompilerTest {

    @TempDir
    private Path home;

    private Path sources;
    private Path cache;

    @BeforeEach
    void folders() throws Exception {
        sources = Files.createDirectories(home.resolve("db with space/migrations"));
        cache = home.resolve(".migrator/classes");
    }

    @Test
    void sources_become_revisions_beside_sql_files() throws Exception {
        write("CreateUsers", "aa11", "");
        Files.createDirectories(sources.resolve("pay"));
        Files.writeString(
                sources.resolve("pay/Bill.java"),
                "package pay;\n"
                        + source("Bill", "aa12", "").replace("@Revision(", "@Revision(downRevision = \"aa11\", "));
        Files.writeString(sources.resolve("x.sql"), "-- migrator: revision aa13\n-- migrator: upgrade\n");

        assertThat(idsIn(compiled())).containsExactlyInAnyOrder("aa11", "aa12", "aa13");
    }

    @Test
    void nothing_changed_costs_nothing_and_a_change_compiles_what_changed() throws Exception {
        write("Names", "aa10", "static final String TABLE = \"users\";");
        write("CreateUsers", "aa11", "String table = Names.TABLE;");
        write("Other", "aa12", "");
        Path first = compiled();
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        for (String name : List.of("Names", "CreateUsers", "Other")) {
            Files.setLastModifiedTime(first.resolve(name + ".class"), FileTime.from(longAgo));
        }
        assertThat(compiled()).isEqualTo(first);

        write("Names", "aa10", "static final String TABLE = \"people\";");
        write("Another", "aa13", "");
        Path second = compiled();

        assertThat(second).isNotEqualTo(first);
        assertThat(Files.readAllBytes(second.resolve("CreateUsers.class")))
                .as("a constant of another source is in it")
                .isNotEqualTo(Files.readAllBytes(first.resolve("CreateUsers.class")));
        assertThat(Files.readAllBytes(second.resolve("Other.class")))
                .isEqualTo(Files.readAllBytes(first.resolve("Other.class")));
        assertThat(idsIn(second)).containsExactlyInAnyOrder("aa10", "aa11", "aa12", "aa13");

        Files.delete(sources.resolve("Other.java"));
        assertThat(idsIn(compiled())).containsExactlyInAnyOrder("aa10", "aa11", "aa13");
    }

    @Test
    void a_source_whose_neighbour_is_gone_no_longer_compiles() throws Exception {
        write("Names", "aa10", "static final String TABLE = \"users\";");
        write("CreateUsers", "aa11", "String table = Names.TABLE;");
        compiled();

        Files.delete(sources.resolve("Names.java"));

        assertThat(problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("CreateUsers.java:", "cannot find symbol", "^"));
    }

    @Test
    void what_does_not_compile_is_shown_as_javac_shows_it_and_leaves_nothing() throws Exception {
        Files.writeString(sources.resolve("Broken.java"), "public class Wrong {}\npublic class Two {}\n");

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo("does_not_compile");
            assertThat(problem.message())
                    .contains(
                            sources.resolve("Broken.java") + ":1: error: class Wrong is public",
                            "Broken.java:2: error: class Two is public",
                            "       ^");
        });
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_package_that_its_folder_does_not_stand_for_is_refused() throws Exception {
        Files.writeString(sources.resolve("A.java"), "// A\n\npackage com.example;\nclass A {}\n");
        Files.createDirectories(sources.resolve("pay"));
        Files.writeString(sources.resolve("pay/B.java"), "class B {}\n");

        assertThat(problems())
                .extracting(Problem::message)
                .satisfiesExactly(
                        one -> assertThat(one)
                                .contains("A.java:3: the package is com.example, and the folder stands for none"),
                        two -> assertThat(two)
                                .contains("B.java:1: the package is not said, and the folder stands for pay"));
    }

    @Test
    void a_source_that_is_no_utf_8_or_has_a_byte_order_mark_is_refused_with_its_line() throws Exception {
        Files.write(sources.resolve("A.java"), "class A {}\n// \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(sources.resolve("B.java"), "\uFEFFclass B {}\n");
        Files.writeString(sources.resolve("C.java"), "class C {} // \uFFFD is a character too\n");

        assertThat(problems())
                .extracting(Problem::message)
                .satisfiesExactly(
                        one -> assertThat(one).contains("A.java:2: this line is no UTF-8"),
                        two -> assertThat(two).contains("B.java:1: the file begins with a byte-order mark"));
    }

    @Test
    void folders_without_sources_need_no_compiler_and_no_cache() {
        assertThat(new SourceCompiler(cache, List.of()).compile(List.of(sources)))
                .isEqualTo(Checked.sound(Optional.empty()));
        assertThat(cache).doesNotExist();
    }

    @Test
    void several_may_compile_at_once() throws Exception {
        IntStream.range(0, 5).forEach(i -> write("Create" + i, "aa1" + i, ""));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Path>> all = Collections.nCopies(4, this::compiled);
            List<Future<Path>> done = pool.invokeAll(all);
            for (Future<Path> each : done) {
                assertThat(each.get()).isEqualTo(done.get(0).get());
            }
        } finally {
            pool.shutdown();
        }
        try (Stream<Path> left = Files.list(cache)) {
            assertThat(left).hasSize(1);
        }
    }

    private List<String> idsIn(Path classes) {
        var found = new FolderRevisions(
                        List.of(sources),
                        Optional.of(ClassFileRevisions.in(classes, List.of(sources))),
                        RevisionIndex.inMemory())
                .find();
        assertThat(found.problems()).isEmpty();
        return found.revisions().stream()
                .map(RevisionDescriptor::id)
                .map(Object::toString)
                .toList();
    }

    private Path compiled() {
        return new SourceCompiler(cache, List.of()).compile(List.of(sources)).fold(Optional::orElseThrow, problems -> {
            throw new AssertionError(problems);
        });
    }

    private List<Problem> problems() {
        return new SourceCompiler(cache, List.of())
                .compile(List.of(sources))
                .fold(
                        sound -> {
                            throw new AssertionError("compiled");
                        },
                        problems -> problems);
    }

    private void write(String name, String id, String member) {
        try {
            Files.writeString(sources.resolve(name + ".java"), source(name, id, member));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String source(String name, String id, String member) {
        return """
                import dev.migrator.migration.*;
                import org.jooq.DSLContext;
                @Revision(id = "%s")
                public class %s implements Migration {
                    %s
                    public void upgrade(DSLContext db) {}
                }
                """.formatted(id, name, member);
    }
}
