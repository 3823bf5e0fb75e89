// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.Migration;
import dev.migrator.migration.MigrationFactory;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.Checked;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Loads and instantiates all migrations of a plan, before the first of them runs. */
public final class MigrationLoader {

    private final ClassLoader classLoader;
    private final MigrationFactory factory;

    /**
     * Takes where classes come from and what makes instances of them.
     *
     * @param classLoader sees the classes of all revisions
     * @param factory makes the instances
     */
    public MigrationLoader(ClassLoader classLoader, MigrationFactory factory) {
        this.classLoader = classLoader;
        this.factory = factory;
    }

    /** Loads what a plan runs, or tells all that cannot be loaded. */
    public Checked<Map<RevisionId, Migration>, LoadIssue> load(Plan plan) {
        Map<RevisionId, Migration> loaded = new HashMap<>();
        List<LoadIssue> issues = new ArrayList<>();
        for (Step step : plan.steps()) {
            runs(step).ifPresent(revision -> {
                try {
                    loaded.put(revision.id(), instantiate(revision));
                } catch (InvocationTargetException e) {
                    issues.add(new LoadIssue(revision, Objects.requireNonNullElse(e.getCause(), e)));
                } catch (Exception | LinkageError e) {
                    issues.add(new LoadIssue(revision, e));
                }
            });
        }
        return issues.isEmpty() ? Checked.sound(loaded) : new Checked.Unsound<>(issues);
    }

    static Optional<RevisionDescriptor> runs(Step step) {
        if (step instanceof Step.Upgrade up) {
            return Optional.of(up.revision());
        }
        return step instanceof Step.Downgrade down ? Optional.of(down.revision()) : Optional.empty();
    }

    private Migration instantiate(RevisionDescriptor revision) throws Exception {
        return factory.create(
                Class.forName(revision.className(), true, classLoader).asSubclass(Migration.class));
    }
}
