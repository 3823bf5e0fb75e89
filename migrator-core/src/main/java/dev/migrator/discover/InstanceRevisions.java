// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionSource;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link Revision} from objects that are there already: those of a container for dependency injection, or of a native
 * image, in which no class files can be looked at. Immutable and thread-safe.
 */
public final class InstanceRevisions implements RevisionSource {

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
                            type -> revisions.add(describe(type, instance)),
                            () -> problems.add(DiscoveryIssue.notAnnotated(
                                    instance.getClass().getName())));
        }
        if (instances.isEmpty()) {
            problems.add(DiscoveryIssue.noInstances());
        }
        return new Found(revisions, problems);
    }

    private static RevisionDescriptor describe(Class<?> type, Migration instance) {
        Revision revision = Objects.requireNonNull(type.getAnnotation(Revision.class));
        return RevisionDescriptor.of(revision.id())
                .downRevisions(List.of(revision.downRevision()))
                .dependsOn(List.of(revision.dependsOn()))
                .branchLabels(List.of(revision.branchLabels()))
                .replaces(List.of(revision.replaces()))
                .message(revision.message())
                .author(revision.author())
                .transactional(revision.transactional())
                .rerunnable(revision.rerunnable())
                .reversible(declaresDowngrade(instance.getClass()))
                .className(type.getName())
                .build();
    }

    private static String nameOf(Migration instance) {
        return annotated(instance).map(Class::getName).orElse("");
    }

    /** Containers hand out objects of classes that they made below the one that somebody wrote. */
    private static Optional<Class<?>> annotated(Migration instance) {
        return Stream.<@Nullable Class<?>>iterate(instance.getClass(), Objects::nonNull, type -> type.getSuperclass())
                .<Class<?>>map(Objects::requireNonNull)
                .filter(type -> type.isAnnotationPresent(Revision.class))
                .findFirst();
    }

    private static boolean declaresDowngrade(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(method -> method.getName().equals("downgrade") && takesContextAlone(method))
                .anyMatch(method -> !Modifier.isAbstract(method.getModifiers())
                        && !method.getDeclaringClass().equals(Migration.class));
    }

    private static boolean takesContextAlone(Method method) {
        return method.getParameterCount() == 1
                && method.getParameterTypes()[0].getName().equals("org.jooq.DSLContext");
    }
}
