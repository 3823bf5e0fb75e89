// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * An application that upgrades its database and says what it did, with two migrations of its own and two of a library of
 * its own, one of which is SQL. None of its classes is on the class path of the tests. With {@link #CHILD_LOADER} it looks with a class loader
 * that has nothing but its parent, as containers set them.
 *
 * @param application the folder with the classes of the program
 * @param library the folder with the classes of its library
 */
public record SmallApplication(Path application, Path library) {

    public static final String MAIN = "shop.Main";

    public static final String CHILD_LOADER = "-Dchild=true";

    private static final Map<String, String> APPLICATION = Map.of(
            MAIN,
            """
                    package shop;
                    import dev.migrator.Migrator;
                    import java.net.URL;
                    import java.net.URLClassLoader;
                    import java.util.List;
                    public final class Main {
                        public static void main(String[] arguments) {
                            if (Boolean.getBoolean("child")) {
                                Thread thread = Thread.currentThread();
                                thread.setContextClassLoader(
                                        new URLClassLoader(new URL[0], thread.getContextClassLoader()));
                            }
                            Migrator migrator = Migrator.configure()
                                    .url(arguments[0]).user(arguments[1]).password(arguments[2])
                                    .packages(List.of(arguments).subList(3, arguments.length))
                                    .build();
                            System.out.println(migrator.upgrade("head").done().size() + " done");
                            System.out.println("heads " + migrator.heads());
                        }
                    }
                    """,
            "shop.migrations.CreateUsers",
            migration("shop.migrations", "CreateUsers", "users", "id = \"aa01\""),
            "shop.migrations.pay.CreateBills",
            migration("shop.migrations.pay", "CreateBills", "bills", "id = \"aa02\", downRevision = \"aa01\""));

    private static final Map<String, String> LIBRARY = Map.of(
            "audit.migrations.CreateLog",
            migration("audit.migrations", "CreateLog", "log", "id = \"bb01\", downRevision = \"aa02\""));

    private static final String SCRIPT = """
            -- migrator: revision bb02
            -- migrator: downRevision bb01
            -- migrator: upgrade
            create index log_idx on log (id);
            """;

    /** Compiles both on a class path. */
    public static SmallApplication onClassPath(Path folder, List<Path> jars) throws IOException {
        SmallApplication compiled = new SmallApplication(folder.resolve("application"), folder.resolve("library"));
        compile(compiled.library, "-cp", jars, LIBRARY);
        compile(compiled.application, "-cp", jars, APPLICATION);
        compiled.addScript();
        return compiled;
    }

    /** Compiles both as modules, each with what its declaration says. */
    public static SmallApplication asModules(Path folder, List<Path> jars, String application, String library)
            throws IOException {
        SmallApplication compiled = new SmallApplication(folder.resolve("application"), folder.resolve("library"));
        compile(compiled.library, "-p", jars, with(LIBRARY, library));
        List<Path> path = new ArrayList<>(jars);
        path.add(compiled.library);
        compile(compiled.application, "-p", path, with(APPLICATION, application));
        compiled.addScript();
        return compiled;
    }

    private void addScript() throws IOException {
        Files.writeString(library.resolve("audit/migrations/index_log.sql"), SCRIPT);
        Files.writeString(library.resolve("audit/migrations/queries.sql"), "-- Somebody else reads this.\nselect 1;\n");
    }

    private static Map<String, String> with(Map<String, String> sources, String moduleInfo) {
        Map<String, String> all = new HashMap<>(sources);
        all.put("module-info", moduleInfo);
        return all;
    }

    private static String migration(String inPackage, String name, String table, String revision) {
        return """
                package %s;
                @dev.migrator.migration.Revision(%s)
                public final class %s implements dev.migrator.migration.Migration {
                    @Override
                    public void upgrade(org.jooq.DSLContext db) {
                        db.execute("create table %s (id integer primary key)");
                    }
                }
                """.formatted(inPackage, revision, name, table);
    }

    private static void compile(Path into, String option, List<Path> path, Map<String, String> sources)
            throws IOException {
        Files.createDirectories(into);
        String joined = path.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<Source> files = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .toList();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        boolean compiles = compiler.getTask(
                        null, null, null, List.of("-proc:none", option, joined, "-d", into.toString()), null, files)
                .call();
        if (!compiles) {
            throw new IllegalStateException("the application does not compile; see above");
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String className, String text) {
            super(
                    URI.create("string:///" + className.replace('.', '/') + JavaFileObject.Kind.SOURCE.extension),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
