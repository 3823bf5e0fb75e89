// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.ledger.Prints;
import dev.migrator.migration.Migration;
import dev.migrator.migration.MigrationFactory;
import dev.migrator.migration.MigrationParameters;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Step;
import dev.migrator.revision.CallSite;
import dev.migrator.revision.Checked;
import dev.migrator.revision.PresentCode;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.revision.StoredDowngrade;
import dev.migrator.sql.SqlFile;
import dev.migrator.sql.SqlIssue;
import dev.migrator.sql.SqlRevision;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Loads and instantiates all migrations of a plan, before the first of them runs. */
public final class MigrationLoader {

    private final Function<String, Optional<Migration>> instances;
    private final ClassLoader classLoader;
    private final MigrationFactory factory;
    private final MigrationParameters parameters;
    private final Senders senders;

    /**
     * Takes where classes come from and what makes instances of them.
     *
     * @param instances gives the object of a class by its name, where there is one already
     * @param classLoader sees the classes of all other revisions
     * @param factory makes the instances
     * @param parameters what scripts may ask for
     * @param code reads the code of who sends statements
     */
    public MigrationLoader(
            Function<String, Optional<Migration>> instances,
            ClassLoader classLoader,
            MigrationFactory factory,
            MigrationParameters parameters,
            CallSite.Reader code) {
        this.instances = instances;
        this.classLoader = classLoader;
        this.factory = factory;
        this.parameters = parameters;
        this.senders = new Senders(code);
    }

    /**
     * Loads what a plan runs, or tells all that cannot be loaded.
     *
     * @param plan the plan
     * @param code tells what the ledger keeps of it
     */
    public Checked<LoadedPlan, Problem> load(Plan plan, PresentCode code) {
        Map<RevisionId, StepBody> loaded = new HashMap<>();
        Map<RevisionId, Prints> prints = new HashMap<>();
        List<Problem> issues = new ArrayList<>();
        for (Step step :
                Stream.concat(plan.steps().stream(), plan.hooks().stream()).toList()) {
            prints(step, code).ifPresent(known -> prints.put(step.id(), known));
            runs(step).ifPresent(revision -> {
                if (revision.className().isEmpty()) {
                    script(step, revision).fold(body -> loaded.put(revision.id(), body), issues::addAll);
                    return;
                }
                try {
                    loaded.put(revision.id(), new Body(instantiate(revision)));
                } catch (InvocationTargetException e) {
                    issues.add(new LoadIssue(revision, Objects.requireNonNullElse(e.getCause(), e)));
                } catch (Exception | LinkageError e) {
                    issues.add(new LoadIssue(revision, e));
                }
            });
        }
        return issues.isEmpty()
                ? Checked.sound(new LoadedPlan(loaded, prints, this::reload, this::wayBack, senders))
                : new Checked.Unsound<>(issues);
    }

    /**
     * Gives the fingerprint of the SQL that the way forward of a class sends, found without a database; nothing where that
     * depends on answers.
     *
     * @param revision the revision
     * @param cancellation ends the finding out
     */
    public Optional<String> sqlFingerprint(RevisionDescriptor revision, Cancellation cancellation) {
        return revision.className().isEmpty()
                ? Optional.empty()
                : new Rendering(
                                () -> new Body(instantiate(revision)),
                                revision.transactional(),
                                new Rendering.Conditions(parameters, senders, Rendering.Limits.ASKED_FOR, cancellation))
                        .sqlFingerprint();
    }

    /**
     * Gives what the way back sends; nothing where there is none, that depends on answers, or is not to be kept.
     *
     * @param revision the revision
     * @param cancellation ends the finding out
     */
    public Optional<StoredDowngrade> downgrade(RevisionDescriptor revision, Cancellation cancellation) {
        return new WaysBack(this::wayBack, senders, parameters, cancellation).of(revision);
    }

    /** The SQL of what is about to run is known when it has. */
    private static Optional<Prints> prints(Step step, PresentCode code) {
        return step.isUp() && step instanceof Step.OfCode up && !(step instanceof Step.Hook)
                ? Optional.of(new Prints(
                        code.fingerprint(up.revision()),
                        keepsAll(step) ? code.sqlFingerprint(up.revision()) : Optional.empty(),
                        keepsAll(step) ? code.downgrade(up.revision()) : Optional.empty()))
                : Optional.empty();
    }

    private static boolean keepsAll(Step step) {
        return step instanceof Step.Accept || step instanceof Step.Replace;
    }

    private StepBody reload(Step step) throws Exception {
        RevisionDescriptor revision = runs(step).orElseThrow();
        return revision.className().isEmpty()
                ? script(step, revision).fold(body -> body, issues -> {
                    throw new IllegalStateException(issues.get(0).message());
                })
                : new Body(instantiate(revision));
    }

    /** What is made elsewhere may reach more than a database, and nothing may be done to that beforehand. */
    private StepBody wayBack(Step downgrade) throws Exception {
        String className = runs(downgrade).orElseThrow().className();
        boolean reachesMore = instances
                .apply(className)
                .map(given -> holdsSomething(given.getClass()))
                .orElse(!className.isEmpty() && factory != MigrationFactory.CONSTRUCTOR);
        if (reachesMore) {
            throw new IllegalStateException(className + " is made elsewhere");
        }
        return reload(downgrade);
    }

    private static boolean holdsSomething(Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass)
                .flatMap(each -> Stream.of(each.getDeclaredFields()))
                .anyMatch(field -> !Modifier.isStatic(field.getModifiers()));
    }

    static Optional<RevisionDescriptor> runs(Step step) {
        return step.runs() ? Optional.of(((Step.OfCode) step).revision()) : Optional.empty();
    }

    private Checked<ScriptBody, SqlIssue> script(Step step, RevisionDescriptor revision) {
        if (step instanceof Step.Undo undo) {
            return Checked.sound(ScriptBody.of(undo.stored()));
        }
        Checked<SqlRevision, SqlIssue> read = step instanceof Step.Hook
                ? SqlFile.readHook(revision.location(), revision.id().value(), classLoader)
                : SqlFile.read(revision.location(), classLoader);
        return read.flatMap(script -> script.statements(step.isUp(), parameters.values())
                .map(statements -> new ScriptBody(revision.location(), statements)));
    }

    private Migration instantiate(RevisionDescriptor revision) throws Exception {
        Optional<Migration> given = instances.apply(revision.className());
        return given.isPresent()
                ? given.get()
                : factory.create(
                        Class.forName(revision.className(), true, classLoader).asSubclass(Migration.class));
    }
}
