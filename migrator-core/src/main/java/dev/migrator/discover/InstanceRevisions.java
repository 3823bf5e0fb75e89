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
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link Revision}, {@link Repeatable} and {@link Seed} from objects that are there already: those of a container for dependency injection, or of a native
 * image, in which no class files can be looked at. Immutable and thread-safe.
 */
public final class InstanceRevisions implements RevisionSource {

    private static final Map<Kind, Class<? extends Annotation>> ANNOTATIONS = new EnumMap<>(
            Map.of(Kind.REVISION, Revision.class, Kind.REPEATABLE, Repeatable.class, Kind.SEED, Seed.class));

    private final List<Migration> instances;

    /**
     * Takes the objects.
     *
     * @param instances the migrations, each of a class of its own
     */
    public InstanceRevisions(List<? extends Migration> instances) {
        this.instances = List.copyOf(instances);
    }

    /** Gives the object whose class has a name. */
    public Optional<Migration> named(String className) {
        return instances.stream()
                .filter(instance -> nameOf(instance).equals(className))
                .findFirst();
    }

    @Override
    public Found find() {
        List<RevisionDescriptor> revisions = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Migration instance : instances) {
            annotated(instance)
                    .ifPresentOrElse(
                            type -> {
                                RevisionDescriptor revision = describe(type, instance);
                                revisions.add(revision);
                                whyUnusable(revision, type, instance)
                                        .forEach(why -> problems.add(DiscoveryIssue.unusable(revision, why)));
                            },
                            () -> problems.add(DiscoveryIssue.notAnnotated(
                                    instance.getClass().getName())));
        }
        if (instances.isEmpty()) {
            problems.add(DiscoveryIssue.noInstances());
        }
        return new Found(revisions, problems);
    }

    private static RevisionDescriptor describe(Class<?> type, Migration instance) {
        Revision revision = type.getAnnotation(Revision.class);
        Repeatable repeatable = type.getAnnotation(Repeatable.class);
        RevisionDescriptor.Builder described = revision != null
                ? of(revision, instance)
                : repeatable != null
                        ? of(repeatable, instance)
                        : of(Objects.requireNonNull(type.getAnnotation(Seed.class)), instance);
        return described
                .preconditions(DeclaredPreconditions.of(type).sound())
                .className(type.getName())
                .build();
    }

    private static Stream<String> whyUnusable(RevisionDescriptor revision, Class<?> type, Migration instance) {
        boolean noSeeder = type.isAnnotationPresent(Seed.class) && !(instance instanceof Seeder);
        return Stream.of(
                        DiscoveryIssue.whyNotOne(kinds(type)).stream(),
                        noSeeder ? Stream.of("does not implement " + Seeder.class.getName()) : Stream.<String>empty(),
                        DiscoveryIssue.wrongProfiles(revision),
                        DeclaredPreconditions.of(type).wrong(revision.kind()))
                .flatMap(Function.identity());
    }

    private static List<Kind> kinds(Class<?> type) {
        return ANNOTATIONS.entrySet().stream()
                .filter(each -> type.isAnnotationPresent(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static RevisionDescriptor.Builder of(Revision revision, Migration instance) {
        return RevisionDescriptor.of(revision.id())
                .downRevisions(List.of(revision.downRevision()))
                .dependsOn(List.of(revision.dependsOn()))
                .branchLabels(List.of(revision.branchLabels()))
                .replaces(List.of(revision.replaces()))
                .phase(Phase.valueOf(revision.phase().name()))
                .message(revision.message())
                .author(revision.author())
                .transactional(revision.transactional())
                .rerunnable(revision.rerunnable())
                .reversible(declares(instance.getClass(), "downgrade", Migration.class));
    }

    private static RevisionDescriptor.Builder of(Repeatable repeatable, Migration instance) {
        return RevisionDescriptor.of(repeatable.name())
                .kind(Kind.REPEATABLE)
                .dependsOn(List.of(repeatable.dependsOn()))
                .message(repeatable.message())
                .author(repeatable.author())
                .transactional(repeatable.transactional())
                .reversible(declares(instance.getClass(), "downgrade", Migration.class));
    }

    private static RevisionDescriptor.Builder of(Seed seed, Migration instance) {
        return RevisionDescriptor.of(seed.name())
                .kind(Kind.SEED)
                .dependsOn(Stream.of(seed.dependsOn(), seed.after())
                        .flatMap(Stream::of)
                        .toList())
                .profiles(List.of(seed.profiles()))
                .message(seed.message())
                .author(seed.author())
                .reversible(declares(instance.getClass(), "remove", Seeder.class));
    }

    private static String nameOf(Migration instance) {
        return annotated(instance).map(Class::getName).orElse("");
    }

    /** Containers hand out objects of classes that they made below the one that somebody wrote. */
    private static Optional<Class<?>> annotated(Migration instance) {
        return Stream.<@Nullable Class<?>>iterate(instance.getClass(), Objects::nonNull, type -> type.getSuperclass())
                .<Class<?>>map(Objects::requireNonNull)
                .filter(type -> !kinds(type).isEmpty())
                .findFirst();
    }

    private static boolean declares(Class<?> type, String name, Class<?> ours) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().equals(name) && takesContextAlone(method))
                .anyMatch(method -> !Modifier.isAbstract(method.getModifiers())
                        && !method.getDeclaringClass().equals(ours));
    }

    private static boolean takesContextAlone(Method method) {
        return method.getParameterCount() == 1
                && method.getParameterTypes()[0].getName().equals("org.jooq.DSLContext");
    }
}
