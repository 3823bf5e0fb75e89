// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.catalog.Catalog;
import dev.migrator.catalog.RelationName;
import dev.migrator.execute.Cancellation;
import dev.migrator.graph.Definitions;
import dev.migrator.graph.Range;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Target;
import dev.migrator.outcome.Rehearsal;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.Script;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Planner;
import dev.migrator.plan.Refusal;
import dev.migrator.plan.RepairRequest;
import dev.migrator.plan.Status;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.plan.Validation;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Phase;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The front door: what a person or a program can ask of revisions and a database.
 *
 * <p>Thread-safe. Each call looks at the files of folders and of a class path that were named, and reads those that have
 * changed; what a class loader sees is read once. Each call opens and closes a session of its own. Every
 * method may throw a {@link MigratorException}; those that name no database throw only {@link RefusedException}.
 */
public final class Migrator {

    private final MigratorConfig config;
    private final Code code;
    private final Set<Cancellation> running = ConcurrentHashMap.newKeySet();

    Migrator(MigratorConfig config) {
        this.config = config;
        this.code = new Code(config.source());
    }

    /** Starts a configuration. */
    public static MigratorBuilder configure() {
        return new MigratorBuilder();
    }

    /** Discover, then graph: all that the code has, or a refusal with all that is wrong with it. */
    public Definitions definitions() {
        return code.definitions();
    }

    /** Gives the revisions of that. */
    public RevisionGraph graph() {
        return definitions().graph();
    }

    /** Reads the ledger: decides for the database as it is now. */
    public Planner planner() {
        Definitions code = definitions();
        return commanding(command -> command.planner(code, Lookback.TAGS));
    }

    /** Gives all revisions of the code, newest first. */
    public List<RevisionDescriptor> history() {
        RevisionGraph graph = graph();
        return graph.all().reversed().stream().map(graph::get).toList();
    }

    /**
     * Gives a part of the history, newest first. The database is asked only where the range depends on it, or has a
     * name that the code does not know and that may be a tag.
     *
     * @param range two targets with a colon between, such as {@code a1b2:head}, {@code current:} or {@code -5:}
     */
    public List<RevisionDescriptor> history(String range) {
        Range parsed = sound(Range.parse(range));
        Planner planner = planner(!parsed.relativeEnds().isEmpty(), asked -> asked.history(parsed));
        RevisionGraph graph = planner.graph();
        return sound(planner.history(parsed)).reversed().stream()
                .map(graph::get)
                .toList();
    }

    /** Gives the revisions of the code that nobody builds on, by id. */
    public List<RevisionId> heads() {
        return graph().realHeads().byId();
    }

    /** Gives the tips of what the database has, by id. */
    public List<RevisionId> current() {
        return status().current();
    }

    /** Tells how each revision stands in the database. */
    public Status status() {
        Definitions code = definitions();
        return commanding(command -> command.planner(code, Lookback.NONE)).status();
    }

    /**
     * Throws unless the database has every revision and repeatable of the code: the guard for the start of an application. A database
     * that is ahead of the code passes.
     *
     * @throws RefusedException naming what is missing
     */
    public void requireUpToDate() {
        requireUpToDate(Phase.CONTRACT);
    }

    /**
     * Throws as {@link #requireUpToDate()} does, unless all that is missing waits for a later phase: for an application whose
     * upgrades go up to a phase. What waits for it among the repeatables may be missing, too.
     *
     * @param phase the last phase
     * @throws RefusedException naming what is missing
     */
    public void requireUpToDate(Phase phase) {
        Status status = status();
        List<RevisionId> missing = Stream.concat(status.missing(phase).stream(), status.dueRepeatables(phase).stream())
                .toList();
        if (!missing.isEmpty()) {
            throw new RefusedException(List.of(new NotUpToDate(missing)));
        }
    }

    /**
     * Gives the revisions that a symbol names: an id, the beginning of one, a label, {@code head}, {@code a+1} and so
     * on; none for {@code base}. Steps by themselves are counted from {@code current}. The database is asked only where
     * the symbol depends on it, or is a name that the code does not know and that may be a tag.
     *
     * @param symbol what was typed
     */
    public List<RevisionId> resolve(String symbol) {
        Target target = Planning.parse(symbol);
        return List.copyOf(sound(
                planner(target.isRelative(), asked -> asked.revisions(target)).revisions(target)));
    }

    /** Plans what {@link #upgrade(String)} would do. */
    public Plan plan(String target) {
        return plan(target, UpgradeOptions.STRICT);
    }

    /** Plans what {@link #upgrade(String, UpgradeOptions)} would do. */
    public Plan plan(String target, UpgradeOptions options) {
        return plan(Planning.upgrading(target, options));
    }

    /**
     * Plans the way back from what {@link #upgrade(String, UpgradeOptions)} would do, for a script that a release carries
     * with it.
     */
    public Plan planFutureRollback(String target, UpgradeOptions options) {
        Planning upgrading = Planning.upgrading(target, options);
        return plan(planner -> upgrading.plan(planner).flatMap(Plan::wayBack));
    }

    /** Plans what {@link #downgrade(String)} would do. */
    public Plan planDowngrade(String target) {
        return plan(Planning.downgrading(target));
    }

    /**
     * Plans as {@link #planDowngrade(String)} does, where the code no longer knows some of what is applied: these revisions
     * are undone with the SQL that the ledger keeps of them. The plan tells what that is; {@link #run(Plan)} runs it.
     */
    public Plan planDowngradeFromLedger(String target) {
        return plan(Planning.downgrading(target).knowingTheLedger());
    }

    /** Plans what {@link #stamp(List, boolean)} would do. */
    public Plan planStamp(List<String> targets, boolean purge) {
        return plan(Planning.stamping(targets, purge));
    }

    /**
     * Applies a target and all below it that is missing.
     *
     * @param target what the database shall have: {@code head}, an id, a label …
     * @return what was done; where there was nothing to do, a report without steps
     * @throws RunFailedException where a step failed; what was done before stays
     */
    public RunReport upgrade(String target) {
        return upgrade(target, UpgradeOptions.STRICT);
    }

    /** Applies a target as {@link #upgrade(String)} does, allowing what the options allow. */
    public RunReport upgrade(String target, UpgradeOptions options) {
        return run(Planning.upgrading(target, options));
    }

    /**
     * Undoes what is applied above a target.
     *
     * @param target where to go back to: an id, {@code -1}, {@code base}, a tag …
     * @return what was done; where there was nothing to do, a report without steps
     * @throws RunFailedException where a step failed; what was done before stays
     */
    public RunReport downgrade(String target) {
        return run(Planning.downgrading(target));
    }

    /** Records the ancestors of targets as applied and what is above them as not; runs no migration. */
    public RunReport stamp(String... targets) {
        return stamp(List.of(targets), false);
    }

    /** Records as {@link #stamp(String...)} does, starting from nothing where {@code purge} is set. */
    public RunReport stamp(List<String> targets, boolean purge) {
        return run(Planning.stamping(targets, purge));
    }

    /** Gives what reads what happened in the database: who ran what, when, and how it ended. */
    public RunLog log() {
        return new RunLog(this);
    }

    /**
     * Reads what the database holds, the ledger's own tables left out; changes nothing.
     *
     * @param schemas the schemas to look at; where none is named, all that are not PostgreSQL's own
     */
    public Catalog catalog(String... schemas) {
        return commanding(command -> command.inspect().catalog(List.of(schemas)));
    }

    /** Gives the names of the ledger's own tables and view; none where the database has no ledger yet. */
    public List<RelationName> ownRelations() {
        return commanding(command -> command.inspect().ownRelations());
    }

    /** Finds all in which the database and the code disagree. Nothing is changed. */
    public Validation validate() {
        Definitions code = definitions();
        return commanding(command -> command.validate(code));
    }

    /** Plans what {@link #baseline(String...)} would record. */
    public Plan planBaseline(List<String> targets) {
        return plan(Planning.baselining(targets));
    }

    /**
     * Adopts a database that was there before: records targets and all below them in a ledger that has nothing yet; runs no
     * migration.
     *
     * @param targets what the database has: ids, labels, {@code head} …
     * @return what was recorded; where just that was recorded before, a report without steps
     */
    public RunReport baseline(String... targets) {
        return run(Planning.baselining(List.of(targets)));
    }

    /** Plans what {@link #repair(RepairRequest)} would record. */
    public Plan planRepair(RepairRequest request) {
        return plan(planner -> planner.repair(request));
    }

    /**
     * Puts the ledger right; runs no migration, and takes nothing from the history.
     *
     * @param request what is to be recorded
     * @return what was recorded; where nothing had to be, a report without steps
     */
    public RunReport repair(RepairRequest request) {
        return run(planner -> planner.repair(request));
    }

    /**
     * Runs a plan that was made before.
     *
     * @param plan the plan
     * @throws RefusedException where the database is no longer as it was when the plan was made
     */
    public RunReport run(Plan plan) {
        return run(Planning.asMade(plan));
    }

    /**
     * Really runs the plan of an upgrade or a downgrade in one transaction, with the ledger's rows, and rolls it back. What
     * migrations do elsewhere than through their {@code DSLContext} is done.
     *
     * @param plan the plan
     * @return what was found out; it ends before the first step that cannot be part of such a transaction
     * @throws RefusedException where the database is no longer as it was when the plan was made
     * @throws RunFailedException where a step failed; it, too, is rolled back
     * @throws ConfigurationException where the plan only records
     */
    public Rehearsal dryRun(Plan plan) {
        if (plan.operation().recordsOnly()) {
            throw new ConfigurationException("a dry run is of an upgrade or a downgrade; a "
                    + plan.operation().label() + " runs nothing, and its plan says it all");
        }
        Definitions code = definitions();
        return commanding(command -> command.rehearse(code, Planning.asMade(plan)));
    }

    /**
     * Gives a plan as a script for psql, which does what running it does, in a database that is where the plan begins. What
     * a migration sends is found out without a database.
     *
     * @param plan the plan
     * @param allowIncomplete whether a script may run all the same that lacks what only the database knows; it stops at
     *     once, otherwise
     */
    public Script script(Plan plan, boolean allowIncomplete) {
        return commanding(command -> command.script(plan, allowIncomplete));
    }

    /**
     * Gives what the migrations of a plan send, found out without a database, and nothing that concerns the ledger.
     *
     * @param plan the plan
     */
    public Script bodies(Plan plan) {
        return commanding(command -> command.bodies(plan));
    }

    /**
     * Ends what this migrator does in other threads, for a signal or a deadline: the running statement is
     * cancelled and its step rolled back; the run then ends as after a failure, and lets go of its lock. Does not wait for
     * that.
     */
    public void cancel() {
        running.forEach(Cancellation::request);
    }

    /** Gives what empties the schemas, for tests and for who begins anew. */
    public SchemaCleaner cleaner() {
        return new SchemaCleaner(this, config.cleanEnabled());
    }

    /** Gives what applies and removes the data of seeds. */
    public Seeds seeds() {
        return new Seeds(this);
    }

    /** Gives what marks the state of the database by names. */
    public Tags tags() {
        return new Tags(this);
    }

    /**
     * Gives the way back to what the database had at a moment.
     *
     * @param moment when; compared with the times that the history has
     */
    public AsOf asOf(Instant moment) {
        return new AsOf(this, moment);
    }

    /** Gives what tells of the SQL files that run around others. */
    public Hooks hooks() {
        return new Hooks(config.participants());
    }

    RunReport run(Planning planning) {
        Definitions code = definitions();
        return commanding(command -> command.run(code, planning));
    }

    Plan plan(Planning planning) {
        Definitions code = definitions();
        return commanding(command -> command.plan(code, planning));
    }

    <T> T commanding(Function<Command, T> work) {
        Cancellation cancellation = new Cancellation();
        running.add(cancellation);
        try {
            return work.apply(new Command(config, cancellation));
        } finally {
            running.remove(cancellation);
        }
    }

    private Planner planner(boolean asksDatabase, Function<Planner, Checked<?, Refusal>> question) {
        return new Asking(
                        () -> new Planner(definitions(), List.of()),
                        this::planner,
                        config.database().isPresent())
                .planner(asksDatabase, question);
    }

    static <T, P extends Problem> T sound(Checked<T, P> checked) {
        return checked.fold(value -> value, problems -> {
            throw new RefusedException(problems);
        });
    }
}
