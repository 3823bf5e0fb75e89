// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.cli.output.InitView;
import dev.migrator.cli.output.View;
import dev.migrator.revision.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.SourceVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "init",
        abbreviateSynopsis = true,
        description = "Write migrator.properties and the folder for migrations; asks nothing, overwrites nothing.")
final class InitCommand extends Verb {

    private static final String HOW_TO_BEGIN =
            "migrator revision -m \"create users\", say in the file what it does, then ";

    /** How a project can keep its revisions. */
    enum Layout {
        SOURCES,
        CLASSES
    }

    @Option(
            names = "--layout",
            paramLabel = "sources|classes",
            description =
                    "Where revisions are: files in db/migrations that the tool compiles and runs (sources), or classes"
                            + " of a Maven or Gradle project (classes).")
    private String layout = "sources";

    @Option(names = "--package", paramLabel = "NAME", description = "With classes: their package (db.migrations).")
    private String packageName = "db.migrations";

    InitCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return true;
    }

    @Override
    View view() {
        Path home = session().directory();
        return layout() == Layout.SOURCES ? sources(home) : classes(home);
    }

    private Layout layout() {
        for (Layout each : Layout.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(layout)) {
                return each;
            }
        }
        throw new ConfigurationException("--layout: '" + layout + "' is neither sources nor classes");
    }

    private InitView sources(Path home) {
        Path settings = home.resolve("migrator.properties");
        Path folder = home.resolve("db").resolve("migrations");
        Map<Path, byte[]> files = new LinkedHashMap<>();
        files.put(
                settings,
                InitText.of("sources.properties").and("common.properties").bytes());
        write(home, files, List.of(folder));
        return new InitView(settings, folder, List.of(settings, folder), List.of(), HOW_TO_BEGIN + "migrator upgrade.");
    }

    private InitView classes(Path home) {
        if (!SourceVersion.isName(packageName, SourceVersion.RELEASE_17)) {
            throw new ConfigurationException("--package: '" + packageName + "' is no legal Java package");
        }
        BuildFile build = BuildFile.in(home);
        Path settings = home.resolve("migrator.properties");
        Path folder = home.resolve("src/main/java").resolve(packageName.replace('.', '/'));
        Map<Path, byte[]> files = new LinkedHashMap<>();
        files.put(
                settings,
                InitText.of("classes.properties")
                        .and("common.properties")
                        .with("package", packageName)
                        .with("classpath", String.join(", ", build.classpath()))
                        .bytes());
        LibraryFiles library = new LibraryFiles(home, build);
        files.putAll(library.files(packageName));
        List<Path> folders = new ArrayList<>(List.of(folder));
        // Until the first compilation the class path would name folders that are not there.
        build.classpath().stream().map(home::resolve).forEach(folders::add);
        write(home, files, folders);
        List<Path> written = new ArrayList<>(files.keySet());
        written.add(folder);
        return new InitView(
                settings, folder, written, library.advice(), HOW_TO_BEGIN + build.compile() + " and migrator upgrade.");
    }

    private static void write(Path home, Map<Path, byte[]> files, List<Path> folders) {
        Path unversioned = home.resolve(".migrator").resolve(".gitignore");
        Map<Path, byte[]> all = new LinkedHashMap<>(files);
        if (Files.notExists(unversioned)) {
            all.put(unversioned, InitText.of("gitignore").bytes());
        }
        NewProject project = new NewProject(all, folders);
        List<Problem> obstacles = project.obstacles();
        if (!obstacles.isEmpty()) {
            throw new CommandRefusedException(obstacles);
        }
        project.write();
    }
}
