// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.discover.ClassFileRevisions;
import dev.migrator.discover.FolderRevisions;
import dev.migrator.discover.IndexedClasses;
import dev.migrator.discover.InstanceRevisions;
import dev.migrator.discover.RevisionIndex;
import dev.migrator.discover.SourceCompiler;
import dev.migrator.execute.MigrationClassLoader;
import dev.migrator.migration.Migration;
import dev.migrator.migration.MigrationFactory;
import dev.migrator.revision.RevisionSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The places that were named to look for revisions in.
 *
 * @param packages packages of classes
 * @param classpath where these classes are; where the class loader sees them, if empty
 * @param folders folders of files
 * @param compileInto where the sources among these are compiled to
 * @param others what describes further ones
 * @param migrations objects that are revisions
 * @param emptyAllowed whether no revision is no error
 * @param indexes the folder in which it is remembered what was found; only for as long as the migrator is there, if empty
 */
record Sources(
        List<String> packages,
        List<Path> classpath,
        List<Path> folders,
        Optional<Path> compileInto,
        List<RevisionSource> others,
        Optional<List<Migration>> migrations,
        boolean emptyAllowed,
        Optional<Path> indexes) {

    private static final String NO_REVISIONS = "no_revisions";

    /**
     * What is found there.
     *
     * @param source the revisions
     * @param instances those that are objects already
     * @param classLoader sees the classes of the others
     */
    record Opened(RevisionSource source, InstanceRevisions instances, ClassLoader classLoader) {}

    /**
     * Compiles what has to be compiled.
     *
     * @param visible the class loader that was given
     * @param factory what makes instances of classes
     */
    Opened open(Optional<ClassLoader> visible, MigrationFactory factory) {
        insistOnThem();
        Optional<Path> classes = compiled();
        // Beside the sources is also what they read at run time: files of services, and data.
        List<Path> loaded = classes.isEmpty()
                ? classpath
                : Stream.of(classes.stream(), folders.stream(), classpath.stream())
                        .flatMap(paths -> paths)
                        .toList();
        ClassLoader loader = loaded.isEmpty()
                ? visible.orElseGet(() -> Objects.requireNonNullElse(
                        Thread.currentThread().getContextClassLoader(), Sources.class.getClassLoader()))
                : new MigrationClassLoader(loaded);
        InstanceRevisions instances = new InstanceRevisions(migrations.orElse(List.of()));
        return new Opened(source(classes, loader, instances, factory), instances, loader);
    }

    private void insistOnThem() {
        if (packages.isEmpty() && folders.isEmpty() && others.isEmpty() && migrations.isEmpty()) {
            throw new ConfigurationException("neither a package nor a folder is named; name those that hold your"
                    + " migrations with the setting packages or migrations");
        }
        for (Path entry : classpath) {
            if (!Files.exists(entry)) {
                throw new ConfigurationException("the classpath entry " + entry
                        + " does not exist; compile the migrations first, or correct the setting classpath");
            }
        }
    }

    private Optional<Path> compiled() {
        if (compileInto.isPresent()) {
            return Migrator.sound(new SourceCompiler(compileInto.get(), classpath).compile(folders));
        }
        if (SourceCompiler.findsSources(folders)) {
            throw new ConfigurationException(
                    "there are Java sources in the folders, and nowhere to compile them to; call compileInto");
        }
        return Optional.empty();
    }

    private RevisionSource source(
            Optional<Path> classes, ClassLoader loader, InstanceRevisions instances, MigrationFactory factory) {
        RevisionIndex index =
                indexes.map(folder -> RevisionIndex.in(folder, places())).orElseGet(RevisionIndex::inMemory);
        List<RevisionSource> all = new ArrayList<>(others);
        if (migrations.isPresent()) {
            all.add(instances);
        }
        if (!folders.isEmpty()) {
            all.add(new FolderRevisions(
                    folders,
                    classes.map(compiled -> ClassFileRevisions.in(compiled, folders))
                            .map(found -> new IndexedClasses(instantiable(found, factory), loader, index)),
                    index));
        }
        if (!packages.isEmpty()) {
            all.add(
                    classpath.isEmpty()
                            ? new IndexedClasses(
                                    instantiable(ClassFileRevisions.visibleTo(packages, loader), factory),
                                    loader,
                                    RevisionIndex.inMemory())
                            : new IndexedClasses(
                                    instantiable(ClassFileRevisions.on(packages, classpath), factory), loader, index));
        }
        RevisionSource source = remembering(RevisionSource.all(all), index);
        return emptyAllowed ? source.without(NO_REVISIONS) : source;
    }

    private String places() {
        return packages + " " + classpath + " " + folders;
    }

    private static RevisionSource remembering(RevisionSource source, RevisionIndex index) {
        return () -> {
            RevisionSource.Found found = source.find();
            index.save();
            return found;
        };
    }

    private static ClassFileRevisions instantiable(ClassFileRevisions found, MigrationFactory factory) {
        return factory == MigrationFactory.CONSTRUCTOR ? found : found.madeElsewhere();
    }
}
