// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.discover.CodeFingerprints;
import dev.migrator.execute.Cancellation;
import dev.migrator.execute.LoadedPlan;
import dev.migrator.execute.LockRoom;
import dev.migrator.execute.LockWatch;
import dev.migrator.execute.MigrationLoader;
import dev.migrator.execute.PlanRunner;
import dev.migrator.execute.RunLock;
import dev.migrator.execute.ScriptWriter;
import dev.migrator.execute.Session;
import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Target;
import dev.migrator.ledger.Actor;
import dev.migrator.ledger.Ledger;
import dev.migrator.ledger.LedgerIssue;
import dev.migrator.ledger.LedgerState;
import dev.migrator.ledger.LedgerWriteException;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.Script;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Planner;
import dev.migrator.plan.Refusal;
import dev.migrator.plan.StartingPoint;
import dev.migrator.plan.Validation;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Checked;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.HistoryFilter;
import dev.migrator.revision.PresentCode;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;

/** One command on one database, from the connection to the report; the section "A run" of the design, step by step. */
final class Command {

    private static final String AS_REPORTED =
            "Steps that were reported as done are committed, and nothing else was changed";

    private final MigratorConfig config;
    private final Ledger ledger;
    private final Cancellation cancellation;
    private final MigrationLoader loader;
    private final PresentCode code;
    private final long start = System.nanoTime();

    Command(MigratorConfig config, Cancellation cancellation) {
        this.config = config;
        this.cancellation = cancellation;
        this.ledger = new Ledger(config.ledgerName());
        this.loader = new MigrationLoader(
                config.instances()::named,
                config.classLoader(),
                config.factory(),
                config.rules().parameters());
        this.code =
                new CurrentCode(new CodeFingerprints(config.instances(), config.classLoader()), loader, cancellation);
    }

    /** What decides for the database as it is, or as it is taken to be. */
    Planner planner(RevisionGraph graph) {
        return config.assumed().isPresent()
                ? assumed(graph)
                : on("Nothing was changed", session -> planner(session, graph, read(session)));
    }

    private Planner assumed(RevisionGraph graph) {
        List<Target> tips = config.assumed().orElseThrow().stream()
                .map(text -> Migrator.sound(Target.parse(text)))
                .toList();
        tips.stream().filter(Target::isRelative).findFirst().ifPresent(tip -> {
            throw new ConfigurationException(
                    "the revisions that a database is taken to have are named, not counted from" + " where it is: "
                            + tip);
        });
        return Migrator.sound(Planner.assuming(graph, tips));
    }

    /** What happened. */
    List<HistoryEntry> history(HistoryFilter filter) {
        return on("Nothing was changed", session -> {
            LedgerState state = read(session);
            return state.exists()
                    ? Migrator.sound(
                            ledger.history(session.connection(), state.home().orElseThrow(), filter))
                    : List.of();
        });
    }

    /** In what the database and the code disagree. */
    Validation validate(RevisionGraph graph) {
        return on("Nothing was changed", session -> {
            LedgerState state = read(session);
            List<HistoryEntry> failures = state.exists()
                    ? Migrator.sound(
                            ledger.failures(session.connection(), state.home().orElseThrow()))
                    : List.of();
            return planner(session, graph, state).validate(failures);
        });
    }

    /** What the command would do. */
    Plan plan(RevisionGraph graph, Migrator.Planning planning) {
        return Migrator.sound(decide(planning, planner(graph)));
    }

    /** The same as a script. */
    Script script(Plan plan, boolean allowIncomplete) {
        Optional<LedgerState> state =
                config.assumed().isPresent() ? Optional.empty() : Optional.of(on("Nothing was changed", this::read));
        String home = state.map(there -> there.home().orElseThrow(Command::homeless))
                .or(() -> config.ledgerName().schema())
                .orElseGet(
                        () -> config.settings().schemas().stream().findFirst().orElse("public"));
        boolean there = state.map(LedgerState::exists).orElse(!plan.tips().isEmpty());
        ScriptWriter writer = new ScriptWriter(
                ledger,
                home,
                Actors.current(config.applicationVersion()),
                config.settings(),
                config.rules().oneTransaction());
        try {
            return writer.write(
                    plan,
                    Migrator.sound(loader.load(plan, code)),
                    config.rules(),
                    there,
                    allowIncomplete,
                    cancellation);
        } catch (CancellationException e) {
            throw new RunCancelledException(e);
        }
    }

    /** Does it. */
    RunReport run(RevisionGraph graph, Migrator.Planning planning) {
        return on(AS_REPORTED, session -> {
            LedgerState state = read(session);
            Plan plan = Migrator.sound(decide(planning, planner(session, graph, state)));
            if (plan.isEmpty()) {
                return nothingToDo(plan);
            }
            String home = writableHome(state);
            LoadedPlan loaded = load(session, plan);
            try (RunLock lock = new RunLock(session, ledger.lockName(home))) {
                acquire(lock);
                LedgerState now = read(session);
                Plan left = afterTheWait(plan, now, planning, planner(session, graph, now));
                if (left.isEmpty()) {
                    return nothingToDo(left);
                }
                return execute(session, lock, left, now, home, left.equals(plan) ? loaded : load(session, left));
            }
        });
    }

    Ledger ledger() {
        return ledger;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /** The schemas that were configured. */
    List<String> schemas() {
        return config.settings().schemas();
    }

    /** Sees who is in the way of a session. */
    LockWatch watch(Session session) throws SQLException {
        return new LockWatch(database().connector()::connection, session);
    }

    private static void refuse(Problem problem) {
        throw new RefusedException(List.of(problem));
    }

    private RunReport execute(
            Session session, RunLock lock, Plan plan, LedgerState state, String home, LoadedPlan loaded)
            throws SQLException {
        Actor actor = Actors.current(config.applicationVersion());
        if (state.exists()) {
            ledger.unwritable(session.connection(), home).ifPresent(Command::refuse);
        } else {
            session.transaction(() -> ledger.create(session.connection(), home, actor));
        }
        PlanRunner runner = new PlanRunner(
                session, lock, ledger.writer(session.connection(), home, actor), actor, config.listener());
        if (plan.operation().recordsOnly()) {
            return runner.record(plan, loaded);
        }
        RunReport report;
        try (LockWatch watch = watch(session)) {
            report = runner.run(plan, loaded, config.rules(), watch, cancellation);
        }
        report.failure().ifPresent(failure -> {
            throw new RunFailedException(report, failure);
        });
        return report;
    }

    /** While this run waited, another may have done some of it, or moved the database elsewhere. */
    private Plan afterTheWait(Plan plan, LedgerState now, Migrator.Planning planning, Planner planner) {
        if (!plan.relative()) {
            return Migrator.sound(decide(planning, planner));
        }
        Optional<Plan> left = plan.remainingAt(StartingPoint.of(now.rows()));
        return left.orElseThrow(() -> new RefusedException(List.of(Refusal.Stale.of(plan))));
    }

    private Planner planner(Session session, RevisionGraph graph, LedgerState state) throws SQLException {
        boolean interrupted = state.rows().stream().anyMatch(row -> row.state() == AppliedRevision.State.INTERRUPTED);
        List<RevisionId> unknown = state.rows().stream()
                .map(AppliedRevision::id)
                .filter(id -> graph.find(id).isEmpty())
                .toList();
        return new Planner(
                graph,
                state.rows(),
                code,
                interrupted ? session.invalidIndexes() : Set.of(),
                unknown.isEmpty()
                        ? List.of()
                        : Migrator.sound(ledger.downgrades(
                                session.connection(), state.home().orElseThrow(), unknown)));
    }

    private Checked<Plan, Refusal> decide(Migrator.Planning planning, Planner planner) {
        Checked<Plan, Refusal> plan = planning.plan(planner);
        return config.rules().oneTransaction() ? plan.flatMap(Plan::inOneTransaction) : plan;
    }

    private LedgerState read(Session session) throws SQLException {
        Checked<LedgerState, LedgerIssue> state = ledger.read(session.connection());
        return Migrator.sound(state);
    }

    static String writableHome(LedgerState state) {
        if (state.standby()) {
            throw new RefusedException(List.of(LedgerIssue.standby()));
        }
        if (state.readOnly()) {
            throw new RefusedException(List.of(LedgerIssue.readOnly()));
        }
        return state.home().orElseThrow(Command::homeless);
    }

    private static RefusedException homeless() {
        return new RefusedException(List.of(LedgerIssue.homeless()));
    }

    private LoadedPlan load(Session session, Plan plan) throws SQLException {
        LoadedPlan loaded = Migrator.sound(loader.load(plan, code));
        if (config.rules().oneTransaction()) {
            new LockRoom(config.rules(), cancellation)
                    .lacking(plan, loaded, session.connection())
                    .ifPresent(Command::refuse);
        }
        return loaded;
    }

    void acquire(RunLock lock) throws SQLException {
        try {
            if (!lock.acquire(config.lockWait(), config.listener(), cancellation)) {
                throw new LockUnavailableException(config.lockWait(), lock.holder());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LockUnavailableException(Duration.ofNanos(System.nanoTime() - start), Optional.empty());
        }
    }

    private RunReport nothingToDo(Plan plan) {
        return new RunReport(
                new UUID(0, 0),
                plan,
                List.of(),
                Optional.empty(),
                List.of(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private void pause(Duration time) {
        try {
            cancellation.pause(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailableException("interrupted while waiting for the server; nothing was changed", e);
        }
    }

    private Database database() {
        if (config.assumed().isPresent()) {
            throw new ConfigurationException(
                    "the revisions of the database are assumed; it is not asked, and nothing is" + " run on it");
        }
        return config.database()
                .orElseThrow(() -> new ConfigurationException(
                        "no database is configured; give a data source, or set url (to an address, or to embedded)"));
    }

    <T> T on(String changed, Work<T> work) {
        try (Session session = database().open(this::pause)) {
            return work.on(session);
        } catch (LedgerWriteException e) {
            throw Connector.unrecorded(e, changed);
        } catch (SQLException e) {
            throw Connector.unavailable("the database did not let the tool do its own work", e, changed);
        } catch (CancellationException e) {
            throw new RunCancelledException(e);
        }
    }

    @FunctionalInterface
    interface Work<T> {
        T on(Session session) throws SQLException;
    }
}
