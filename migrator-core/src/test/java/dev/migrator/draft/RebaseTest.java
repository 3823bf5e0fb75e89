// SPDX-License-Identifier: Apache-2.0
package dev.migrator.draft;

import static dev.migrator.testing.Graphs.graph;
import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RebaseTest {

    @TempDir
    private Path sources;

    @Test
    void a_revision_gets_another_parent() {
        Rebase rebase = sound(rebaser("a b1(a) b2(a)").rebase("b2", "b1"));

        assertThat(rebase.revision().id()).isEqualTo(new RevisionId("b2"));
        assertThat(rebase.parents()).containsExactly(new RevisionId("b1"));
        assertThat(rebase.isEmpty()).isFalse();
        assertThat(sound(rebaser("a b1(a) b2(a)").rebase("b2", "base")).parents())
                .isEmpty();
        assertThat(sound(rebaser("a b1(a) b2(a)", "b2").rebase("b2", "a")).isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b2   | b2      | cycle             | cannot stand on itself",
                "a    | b1      | cycle             | is above a",
                "n    | b1      | rebase_of_merge   | joins b1, b2",
                "b1   | head    | cycle             | z is above b1",
                "b1   | current | unknown           | depends on a database",
                "nope | a       | unknown           | nope",
                "heads| nope    | unknown           | nope",
                "b1   | heads   | several_heads     | must name one revision",
                "old  | b1      | already_applied   | is applied",
                "x    | y       | cycle             | y is above x"
            })
    void what_cannot_move_is_refused(String revision, String onto, String kind, String said) {
        String graph = "a b1(a) b2(a) old(a) x(a) y(b1)*x n(b1,b2) z(n,old,y)";
        String forHeads = onto.equals("heads") ? graph.replace("z(n,old,y)", "") : graph;

        assertThat(problems(rebaser(forHeads.strip(), "old", "a").rebase(revision, onto)))
                .first()
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(kind);
                    assertThat(problem.message()).contains(said);
                });
    }

    @ParameterizedTest
    @MethodSource("annotations")
    void nothing_else_in_the_file_changes(String before, String after) throws Exception {
        Path file = write(before, StandardCharsets.UTF_8);

        sound(new SourceFile(file).write(moving("two", List.of("one"), "new")));

        assertThat(file).content().isEqualTo(source(after));
    }

    static Stream<Arguments> annotations() {
        return Stream.of(
                Arguments.of(
                        "@Revision(id = \"two\", downRevision = \"one\", message = \"m\")",
                        "@Revision(id = \"two\", downRevision = \"new\", message = \"m\")"),
                Arguments.of(
                        "@Revision(downRevision = {\"one\"}, // \"one\"\n  id = \"two\")",
                        "@Revision(downRevision = \"new\", // \"one\"\n  id = \"two\")"),
                Arguments.of(
                        "@dev.migrator.migration.Revision(id=\"two\"/*i*/,downRevision=/*p*/\"one\"/*q*/)",
                        "@dev.migrator.migration.Revision(id=\"two\"/*i*/,downRevision=/*p*/\"new\"/*q*/)"),
                Arguments.of(
                        "@Deprecated @Revision(id = \"two\", downRevision = Other.ID)",
                        "@Deprecated @Revision(id = \"two\", downRevision = \"new\")"),
                Arguments.of(
                        "/* ünïcödé \\u0040Revision(id = \"two\") */\r\n@Revision(\r\n\tid = \"two\",\r\n\tdownRevision = \"one\")",
                        "/* ünïcödé \\u0040Revision(id = \"two\") */\r\n@Revision(\r\n\tid = \"two\",\r\n\tdownRevision = \"new\")"),
                Arguments.of(
                        "@Revision(id = ID, downRevision = \"one\")", "@Revision(id = ID, downRevision = \"new\")"));
    }

    @Test
    void a_base_gets_its_first_parent_where_its_id_stands() throws Exception {
        Path file = write("@Revision(id = \"two\", message = \"m\")", StandardCharsets.UTF_8);
        sound(new SourceFile(file).write(moving("two", List.of(), "new")));
        assertThat(file)
                .content()
                .isEqualTo(source("@Revision(id = \"two\", downRevision = \"new\", message = \"m\")"));

        write("@Revision(\n        id = \"two\",\n        message = \"m\")", StandardCharsets.UTF_8);
        sound(new SourceFile(file).write(moving("two", List.of(), "new")));
        assertThat(file)
                .content()
                .isEqualTo(
                        source(
                                "@Revision(\n        id = \"two\",\n        downRevision = \"new\",\n        message = \"m\")"));
    }

    @Test
    void a_parent_that_is_there_already_changes_nothing_and_is_seen_in_the_source() throws Exception {
        Path file = write("@Revision(id = \"two\", downRevision = {\"one\"})", StandardCharsets.UTF_8);
        sound(new SourceFile(file).write(moving("two", List.of("one"), "one")));
        assertThat(file).content().isEqualTo(source("@Revision(id = \"two\", downRevision = {\"one\"})"));

        assertThat(problems(new SourceFile(file).write(moving("two", List.of("other"), "other")))
                        .get(0)
                        .kind())
                .isEqualTo("not_compiled");
    }

    @Test
    void a_revision_that_becomes_a_base_names_no_parent() throws Exception {
        Path file = write("@Revision(id = \"two\", downRevision = \"one\")", StandardCharsets.UTF_8);

        sound(new SourceFile(file).write(new Rebase(revision("two", List.of("one")), Optional.empty())));

        assertThat(file).content().isEqualTo(source("@Revision(id = \"two\", downRevision = {})"));
    }

    @Test
    void bytes_and_permissions_of_the_file_stay() throws Exception {
        Path file = write("/* \u00e9 */ @Revision(id = \"two\", downRevision = \"one\")", StandardCharsets.ISO_8859_1);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw----"));
        Path link = Files.createSymbolicLink(sources.resolve("Link.java"), file);

        sound(new SourceFile(link).write(moving("two", List.of("one"), "new")));

        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                .isEqualTo(source("/* \u00e9 */ @Revision(id = \"two\", downRevision = \"new\")"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw----");
        assertThat(link).isSymbolicLink();
        assertThat(sources.toFile().list()).containsExactlyInAnyOrder("Two.java", "Link.java");
    }

    @Test
    void of_a_sql_file_only_the_line_of_its_parent_changes() throws Exception {
        Path file = sources.resolve("two.sql");
        Files.writeString(
                file,
                "-- x\r\n-- migrator: revision two\r\n-- migrator: downRevision one \r\n-- migrator: upgrade\r\n");
        sound(new SourceFile(file).write(moving("two", List.of("one"), "new")));
        assertThat(file)
                .content()
                .isEqualTo(
                        "-- x\r\n-- migrator: revision two\r\n-- migrator: downRevision new \r\n-- migrator: upgrade\r\n");

        assertThat(problems(new SourceFile(file).write(moving("two", List.of("one"), "other")))
                        .get(0)
                        .kind())
                .isEqualTo("not_compiled");

        sound(new SourceFile(file).write(new Rebase(revision("two", List.of("new")), Optional.empty())));
        assertThat(file).content().isEqualTo("-- x\r\n-- migrator: revision two\r\n-- migrator: upgrade\r\n");

        sound(new SourceFile(file).write(moving("two", List.of(), "one")));
        assertThat(file)
                .content()
                .isEqualTo(
                        "-- x\r\n-- migrator: revision two\r\n-- migrator: downRevision one\r\n-- migrator: upgrade\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Revision(id = \"two\", downRevision = \"other\")   | not_compiled   | stands on other",
                "@Revision(id = \"two\", downRevision = {})          | not_compiled   | stands on base",
                "@Revision(id = \"three\", downRevision = \"one\")   | no_annotation  | no @Revision with the id two",
                "@Other(id = \"two\")                                | no_annotation  | Two.java",
                "@Revision(id = \"two\", downRevision = )            | does_not_parse | Two.java:3:"
            })
    void a_source_that_is_not_what_was_compiled_is_left_alone(String annotation, String kind, String said)
            throws Exception {
        Path file = write(annotation, StandardCharsets.UTF_8);

        assertThat(problems(new SourceFile(file).write(moving("two", List.of("one"), "new"))))
                .first()
                .satisfies(problem -> {
                    assertThat(problem.kind()).isEqualTo(kind);
                    assertThat(problem.message()).contains(said);
                });
        assertThat(file).content().isEqualTo(source(annotation));
    }

    @Test
    void the_file_of_a_class_is_found_below_the_sources() throws Exception {
        Path file = Files.createDirectories(sources.resolve("com/example")).resolve("Two.java");
        Files.writeString(file, "");
        SourceTree tree = new SourceTree(List.of(sources));

        assertThat(tree.fileOf(named("com.example.Two"))).contains(file);
        assertThat(tree.fileOf(named("com.example.Two$Inner"))).contains(file);
        assertThat(tree.nameOf(named("com.example.Three"))).isEqualTo("com.example.Three");
        assertThat(tree.sourceOf(named("com.example.Three")).<List<Problem>>fold(found -> List.of(), all -> all))
                .singleElement()
                .satisfies(problem -> assertThat(problem.kind()).isEqualTo("no_source"));
    }

    private Path write(String annotation, Charset charset) throws Exception {
        return Files.writeString(sources.resolve("Two.java"), source(annotation), charset);
    }

    private static String source(String annotation) {
        return "package x;\n\n" + annotation + "\nclass Two { @Revision(id = \"inner\") static class Inner {} }\n";
    }

    private static Rebase moving(String id, List<String> parents, String onto) {
        return new Rebase(revision(id, parents), Optional.of(new RevisionId(onto)));
    }

    private static RevisionDescriptor revision(String id, List<String> parents) {
        return RevisionDescriptor.of(id)
                .downRevisions(parents)
                .className("x.Two")
                .build();
    }

    private static RevisionDescriptor named(String className) {
        return RevisionDescriptor.of("two").className(className).build();
    }

    private static Rebaser rebaser(String graph, String... applied) {
        return new Rebaser(graph(graph), Stream.of(applied).map(RevisionId::new).collect(Collectors.toSet()));
    }

    private static <T> T sound(Checked<T, Problem> checked) {
        return checked.fold(value -> value, problems -> {
            throw new AssertionError(problems);
        });
    }

    private static <T> List<Problem> problems(Checked<T, Problem> checked) {
        return checked.fold(
                value -> {
                    throw new AssertionError("not refused: " + value);
                },
                problems -> problems);
    }
}
