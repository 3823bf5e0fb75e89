// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Revisions as compiled classes, in the package {@code bench} of the folder {@code classes}. */
final class JavaRevisions {

    private JavaRevisions() {}

    static void write(Path folder, Body body, int size) throws IOException {
        Path classes = folder.resolve("classes");
        List<Path> sources = new ArrayList<>();
        for (int number = 1; number <= size; number++) {
            Path source = folder.resolve("sources/bench/Step" + number + ".java");
            Tool.file(source, source(body, number));
            if (!Files.exists(classes.resolve("bench/Step" + number + ".class"))) {
                sources.add(source);
            }
        }
        if (!sources.isEmpty()) {
            compile(sources, classes);
        }
    }

    private static String source(Body body, int number) {
        return """
                package bench;

                @dev.migrator.migration.Revision(id = "%s", downRevision = {%s}, message = "step %d")
                public final class Step%d implements dev.migrator.migration.Migration {
                    @Override
                    public void upgrade(org.jooq.DSLContext db) {
                        db.execute("%s");
                    }
                }
                """.formatted(
                        MigratorTool.id(number),
                        number == 1 ? "" : '"' + MigratorTool.id(number - 1) + '"',
                        number,
                        number,
                        body.sql(number));
    }

    private static void compile(List<Path> sources, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter talk = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options =
                    List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
            boolean compiled = compiler.getTask(
                            talk, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
                    .call();
            if (!compiled) {
                throw new IOException("the revisions do not compile: " + talk);
            }
        }
    }
}
