// SPDX-License-Identifier: Apache-2.0
package dev.migrator.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Files of at most 400 lines, methods of at most 40, in the sources of all modules. */
class SizeTest {

    private static final int LONGEST_FILE = 400;
    private static final int LONGEST_METHOD = 40;

    @Test
    void no_file_and_no_method_is_too_long() throws IOException {
        List<Path> sources = sources();
        assertThat(sources).hasSizeGreaterThan(50);
        List<String> tooLong = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree file : task.parse()) {
                measure(file, positions, tooLong);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    private static void measure(CompilationUnitTree file, SourcePositions positions, List<String> tooLong) {
        long lines = file.getLineMap().getLineNumber(positions.getEndPosition(file, file));
        if (lines > LONGEST_FILE) {
            tooLong.add(file.getSourceFile().getName() + ": " + lines + " lines");
        }
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                long start = file.getLineMap().getLineNumber(positions.getStartPosition(file, method));
                long end = file.getLineMap().getLineNumber(positions.getEndPosition(file, method));
                if (end - start + 1 > LONGEST_METHOD) {
                    tooLong.add(file.getSourceFile().getName() + ": " + method.getName() + " has " + (end - start + 1)
                            + " lines");
                }
                return super.visitMethod(method, nothing);
            }
        }.scan(file, null);
    }

    private static List<Path> sources() throws IOException {
        Path root = Path.of("").toAbsolutePath().getParent();
        try (Stream<Path> modules = Files.list(root)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(SizeTest::javaFiles)
                    .toList();
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try {
            return Files.walk(folder).filter(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
