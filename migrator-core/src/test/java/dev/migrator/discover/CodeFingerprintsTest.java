// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.Fingerprint.Likeness;
import dev.migrator.revision.RevisionDescriptor;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeFingerprintsTest {

    private static final String CODE = """
            @Deprecated
            public class Change {
                static final String TABLE = "users";
                public void upgrade(java.util.List<String> db) {
                    int rows = 7;
                    db.add("create table " + TABLE + rows);
                    db.forEach(line -> System.out.println(line));
                    new Helper().help(db);
                }
                void other() { }
                static class Helper {
                    void help(java.util.List<String> db) { db.add("help"); }
                    static class Deeper { int depth() { return 2; } }
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void the_same_code_has_the_same_fingerprint() throws Exception {
        assertThat(of(CODE)).isEqualTo(of(CODE));
    }

    @Test
    void how_it_is_written_does_not_count() throws Exception {
        String otherwise = CODE.replace("@Deprecated\n", "\n\n// a remark\n")
                .replace("int rows", "int count")
                .replace("TABLE + rows", "TABLE + count")
                .replace("    void other() { }\n", "")
                .replace("    static final", "    void other() { }\n    static final");

        assertThat(of(otherwise, "-g:none")).isEqualTo(of(CODE, "-g"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"users\"', '\"people\"'",
        "rows = 7, rows = 8",
        "println(line), print(line)",
        "'db.add(\"help\")', 'db.remove(\"help\")'",
        "return 2, return 3",
        "void other() { }, void other() { System.gc(); }",
    })
    void what_it_does_counts_and_what_is_nested_in_it(String is, String other) throws Exception {
        assertThat(CODE).contains(is);

        assertThat(of(CODE.replace(is, other)).likeness(of(CODE))).isEqualTo(Likeness.DIFFERENT);
    }

    @Test
    void lambdas_are_compared_where_they_are_used() {
        Fingerprint by17 = of("Lambdas", resource("javac-17"));
        Fingerprint by25 = of("Lambdas", resource("javac-25"));

        assertThat(by17.likeness(by25)).isEqualTo(Likeness.SAME);
    }

    @Test
    void where_compilers_differ_nothing_is_claimed() {
        Fingerprint by17 = of("Varying", resource("javac-17"));
        Fingerprint by25 = of("Varying", resource("javac-25"));

        assertThat(by17.likeness(by25)).isEqualTo(Likeness.UNDECIDED);
    }

    @Test
    void the_compiler_is_known_from_the_manifest_beside_the_classes() throws Exception {
        Path classes = compile(CODE, List.of());
        Files.createDirectories(classes.resolve("META-INF"));
        Files.writeString(classes.resolve("META-INF/MANIFEST.MF"), "Manifest-Version: 1.0\nBuild-Jdk-Spec: 21\n");

        assertThat(of("Change", url(classes)).text()).endsWith(";jdk=21");
    }

    @Test
    void a_class_that_cannot_be_read_has_none() throws Exception {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.write(
                broken.resolve("Change.class"), new byte[] {(byte) 0xCA, (byte) 0xFE, 0, 0, 0, 0, 0x7F, 0x7F, 0, 0});
        try (URLClassLoader loader = new URLClassLoader(new URL[] {url(broken)}, null)) {
            CodeFingerprints fingerprints = new CodeFingerprints(new InstanceRevisions(List.of()), loader);

            assertThat(fingerprints.of(revision("Change"))).isEmpty();
            assertThat(fingerprints.of(revision("Absent"))).isEmpty();
        }
    }

    private Fingerprint of(String code, String... options) throws Exception {
        return of("Change", url(compile(code, List.of(options))));
    }

    private Path compile(String code, List<String> options) throws Exception {
        Path classes = Files.createTempDirectory(folder, "classes");
        Path source = classes.resolve("Change.java");
        Files.writeString(source, code);
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-nowarn", "-d", classes.toString(), source.toString()));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return classes;
    }

    private static Fingerprint of(String name, URL classes) {
        try (URLClassLoader loader = new URLClassLoader(Stream.of(classes).toArray(URL[]::new), null)) {
            return new CodeFingerprints(new InstanceRevisions(List.of()), loader)
                    .of(revision(name))
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(CodeFingerprintsTest.class.getResource("/compilers/" + name + "/"));
    }

    private static URL url(Path path) throws Exception {
        return path.toUri().toURL();
    }

    private static RevisionDescriptor revision(String className) {
        return RevisionDescriptor.of("aa11").className(className).build();
    }
}
