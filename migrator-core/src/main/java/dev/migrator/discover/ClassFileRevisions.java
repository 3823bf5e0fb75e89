// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Repeatable;
import dev.migrator.migration.Revision;
import dev.migrator.migration.Seed;
import dev.migrator.migration.Seeder;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Phase;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import io.github.classgraph.AnnotationEnumValue;
import io.github.classgraph.AnnotationParameterValueList;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.ClassInfoList;
import io.github.classgraph.MethodInfo;
import io.github.classgraph.ScanResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads {@link Revision}, {@link Repeatable} and {@link Seed} from class files in some packages, sub-packages included, and
 * the SQL files among their resources. No class is loaded and none of its code runs. Immutable and thread-safe.
 */
public final class ClassFileRevisions implements RevisionSource {

    private static final Set<String> OURS = Set.of(Migration.class.getName(), Seeder.class.getName());

    /** What classes say that they are by an annotation. */
    private final List<String> packages;

    private final Optional<ClassLoader> classLoader;
    private final List<Path> classpath;
    private final ClassSources sources;
    private final boolean constructorNeeded;

    private ClassFileRevisions(
            List<String> packages,
            Optional<ClassLoader> classLoader,
            List<Path> classpath,
            ClassSources sources,
            boolean constructorNeeded) {
        this.packages = List.copyOf(packages);
        this.classLoader = classLoader;
        this.classpath = List.copyOf(classpath);
        this.sources = sources;
        this.constructorNeeded = constructorNeeded;
    }

    /**
     * Looks where a class loader does.
     *
     * @param packages the packages, at least one
     * @param classLoader the loader, with its parents
     */
    public static ClassFileRevisions visibleTo(List<String> packages, ClassLoader classLoader) {
        return new ClassFileRevisions(packages, Optional.of(classLoader), List.of(), ClassSources.ELSEWHERE, true);
    }

    /**
     * Looks in folders and archives, and nowhere else.
     *
     * @param packages the packages, at least one
     * @param classpath folders of classes and jar files
     */
    public static ClassFileRevisions on(List<String> packages, List<Path> classpath) {
        return new ClassFileRevisions(packages, Optional.empty(), classpath, ClassSources.ELSEWHERE, true);
    }

    /**
     * Looks for every class in a folder, whatever its package; that there is none is no problem.
     *
     * @param classes the folder
     * @param sources the folders of what was compiled into it
     */
    public static ClassFileRevisions in(Path classes, List<Path> sources) {
        return new ClassFileRevisions(List.of(), Optional.empty(), List.of(classes), new ClassSources(sources), true);
    }

    /** Takes classes as well that have no public constructor without parameters, since somebody else makes instances. */
    public ClassFileRevisions madeElsewhere() {
        return new ClassFileRevisions(packages, classLoader, classpath, sources, false);
    }

    @Override
    public Found find() {
        return scan().found();
    }

    /**
     * What a look at class files found.
     *
     * @param found the revisions and problems
     * @param telling whether {@link #stamp} sees whatever this depends on
     */
    record Scan(Found found, boolean telling) {}

    /** Names what is looked at, and how. */
    String place() {
        return "classes " + packages + " " + classpath + " " + constructorNeeded;
    }

    /**
     * Gives what tells the files that are looked at from what they were; nothing where that cannot be told. What a class
     * loader sees stays the same for as long as the program runs.
     *
     * @param now the moment, in nanoseconds
     */
    Optional<String> stamp(long now) {
        return classLoader.isPresent() ? Optional.of("") : new ClassPathStamp(classpath, packages, now).text();
    }

    Scan scan() {
        List<RevisionDescriptor> revisions = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        boolean telling;
        try (ScanResult scan = scanner().scan()) {
            telling = classLoader.isPresent() || ClassPathStamp.tells(scan, types(scan), classpath, packages);
            for (Kind kind : Kind.ofCode()) {
                for (ClassInfo type : scan.getClassesWithAnnotation(annotation(kind))) {
                    RevisionDescriptor revision = describe(kind, type, sources);
                    revisions.add(revision);
                    Stream.of(
                                    whyNotOne(kind, type).stream(),
                                    whyUnusable(kind, type).stream(),
                                    DiscoveryIssue.wrongProfiles(revision),
                                    DeclaredPreconditions.of(type).wrong(kind))
                            .flatMap(Function.identity())
                            .forEach(why -> problems.add(DiscoveryIssue.unusable(revision, why)));
                }
            }
            if (!packages.isEmpty()) {
                SqlResources.find(scan, revisions, problems);
            }
        }
        List<String> empty = packages.stream()
                .filter(name -> revisions.stream().noneMatch(revision -> isIn(name, revision)))
                .toList();
        if (!empty.isEmpty()) {
            problems.add(DiscoveryIssue.nothingFound(empty, where()));
        }
        return new Scan(new Found(revisions, problems), telling);
    }

    /** Of a pattern nobody knows what it should match. */
    private static boolean isIn(String packageName, RevisionDescriptor revision) {
        String name = revision.className().isEmpty()
                ? revision.location()
                        .substring(RevisionDescriptor.CLASSPATH.length())
                        .replace('/', '.')
                : revision.className();
        return packageName.isEmpty() || packageName.contains("*") || name.startsWith(packageName + ".");
    }

    private ClassGraph scanner() {
        ClassGraph scanner = new ClassGraph()
                .acceptPackages(packages.toArray(String[]::new))
                .enableAnnotationInfo()
                .enableMethodInfo()
                .ignoreClassVisibility()
                .ignoreMethodVisibility()
                .enableExternalClasses()
                .removeTemporaryFilesAfterScan();
        if (classLoader.isEmpty()) {
            return scanner.disableNestedJarScanning().overrideClasspath(classpath);
        }
        LoaderChain chain = new LoaderChain(classLoader.get());
        if (!chain.readsNestedJars()) {
            scanner.disableNestedJarScanning();
        }
        return scanner.overrideClassLoaders(chain.toScan());
    }

    private String where() {
        return classpath.isEmpty()
                ? ""
                : classpath.stream().map(Path::toString).collect(Collectors.joining(", ", " on the class path ", ""));
    }

    private static ClassInfoList types(ScanResult scan) {
        return Kind.ofCode().stream()
                .map(kind -> scan.getClassesWithAnnotation(annotation(kind)))
                .reduce(ClassInfoList::union)
                .orElseThrow();
    }

    private static String annotation(Kind kind) {
        return switch (kind) {
            case REVISION -> Revision.class.getName();
            case REPEATABLE -> Repeatable.class.getName();
            case SEED -> Seed.class.getName();
            case TAG, HOOK -> throw new IllegalArgumentException("no class is a " + kind.label() + " by an annotation");
        };
    }

    private static RevisionDescriptor describe(Kind kind, ClassInfo type, ClassSources sources) {
        AnnotationParameterValueList values =
                type.getAnnotationInfo(annotation(kind)).getParameterValues(false);
        return RevisionDescriptor.of(text(values, kind == Kind.REVISION ? "id" : "name"))
                .kind(kind)
                .downRevisions(texts(values, "downRevision"))
                .dependsOn(Stream.of("dependsOn", "after")
                        .flatMap(name -> texts(values, name).stream())
                        .toList())
                .profiles(texts(values, "profiles"))
                .branchLabels(texts(values, "branchLabels"))
                .replaces(texts(values, "replaces"))
                .phase(phase(values))
                .preconditions(DeclaredPreconditions.of(type).sound())
                .message(text(values, "message"))
                .author(text(values, "author"))
                .transactional(flag(values, "transactional", true))
                .rerunnable(flag(values, "rerunnable", false))
                .reversible(declaresWayBack(kind, type))
                .className(type.getName())
                .location(location(type))
                .place(sources.place(type))
                .build();
    }

    /** It is told once, with the first thing that the class is. */
    private static Optional<String> whyNotOne(Kind kind, ClassInfo type) {
        List<Kind> kinds = Kind.ofCode().stream()
                .filter(each -> type.hasAnnotation(annotation(each)))
                .toList();
        return kinds.get(0) == kind ? DiscoveryIssue.whyNotOne(kinds) : Optional.empty();
    }

    private Optional<String> whyUnusable(Kind kind, ClassInfo type) {
        Class<?> needed = kind == Kind.SEED ? Seeder.class : Migration.class;
        if (!type.implementsInterface(needed.getName())) {
            return Optional.of(
                    "does not implement " + needed.getName() + "; add 'implements " + needed.getSimpleName() + "'");
        }
        if (!type.isPublic() || enclosing(type).anyMatch(outer -> !outer.isPublic())) {
            return Optional.of("is not public, or is inside a class that is not; make both public");
        }
        if (type.isAbstract() || type.isInterface()) {
            return Optional.of("is abstract; make it concrete, or take the annotation away");
        }
        boolean constructor = type.getDeclaredConstructorInfo().stream()
                .anyMatch(candidate -> candidate.isPublic() && candidate.getParameterInfo().length == 0);
        if ((constructorNeeded && !constructor) || (type.isInnerClass() && !type.isStatic())) {
            return Optional.of("has no public constructor without parameters; add one (an inner class must be static)");
        }
        return Optional.empty();
    }

    private static Stream<ClassInfo> enclosing(ClassInfo type) {
        return type.getOuterClasses().stream();
    }

    /** A class may inherit its way back from any class or interface but those of ours. */
    private static boolean declaresWayBack(Kind kind, ClassInfo type) {
        return Stream.of(List.of(type), type.getSuperclasses(), type.getInterfaces())
                .flatMap(List::stream)
                .filter(owner -> !OURS.contains(owner.getName()))
                .flatMap(owner -> owner.getDeclaredMethodInfo(kind == Kind.SEED ? "remove" : "downgrade").stream())
                .anyMatch(ClassFileRevisions::takesContextAlone);
    }

    private static boolean takesContextAlone(MethodInfo method) {
        return !method.isAbstract() && method.getTypeDescriptorStr().equals("(Lorg/jooq/DSLContext;)V");
    }

    private static String location(ClassInfo type) {
        return Objects.toString(type.getClasspathElementURI(), "");
    }

    private static String text(AnnotationParameterValueList values, String name) {
        return Objects.toString(values.getValue(name), "");
    }

    private static boolean flag(AnnotationParameterValueList values, String name, boolean otherwise) {
        return values.getValue(name) instanceof Boolean given ? given : otherwise;
    }

    private static Phase phase(AnnotationParameterValueList values) {
        return values.getValue("phase") instanceof AnnotationEnumValue given
                ? Phase.valueOf(given.getValueName())
                : Phase.EXPAND;
    }

    private static List<String> texts(AnnotationParameterValueList values, String name) {
        Object given = values.getValue(name);
        if (given instanceof String[] several) {
            return List.of(several);
        }
        if (given instanceof Object[] several) {
            return Stream.of(several).map(Objects::toString).toList();
        }
        return given == null ? List.of() : List.of(given.toString());
    }
}
