// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.discover.CallSites;
import dev.migrator.discover.CodeFingerprints;
import dev.migrator.execute.BodyText;
import dev.migrator.execute.Cancellation;
import dev.migrator.execute.Listeners;
import dev.migrator.execute.LoadedPlan;
import dev.migrator.execute.LockRoom;
import dev.migrator.execute.LockWatch;
import dev.migrator.execute.MigrationLoader;
import dev.migrator.execute.PlanRunner;
import dev.migrator.execute.Rehearser;
import dev.migrator.execute.RunLock;
import dev.migrator.execute.ScriptWriter;
import dev.migrator.execute.Session;
import dev.migrator.graph.Definitions;
import dev.migrator.graph.Target;
import dev.migrator.ledger.Actor;
import dev.migrator.ledger.Ledger;
import dev.migrator.ledger.LedgerState;
import dev.migrator.ledger.LedgerWriter;
import dev.migrator.outcome.Rehearsal;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.Script;
import dev.migrator.outcome.StepEvent;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Planner;
import dev.migrator.plan.Refusal;
import dev.migrator.plan.StartingPoint;
import dev.migrator.plan.Step;
import dev.migrator.plan.Validation;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Audit;
import dev.migrator.revision.Checked;
import dev.migrator.revision.HistoryEntry;
import dev.migrator.revision.Kind;
import dev.migrator.revision.PresentCode;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/** One command on one database, from the connection to the report; the section "A run" of the design, step by step. */
final class Command {

    private static final String NOTHING_CHANGED = Sessions.NOTHING_CHANGED;
    private static final String AS_REPORTED =
            "Steps that were reported as done are committed, and nothing else was changed";

    private final MigratorConfig config;
    private final Sessions sessions;
    private final Ledger ledger;
    private final Cancellation cancellation;
    private final MigrationLoader loader;
    private final PresentCode code;
    private final long start = System.nanoTime();

    Command(MigratorConfig config, Cancellation cancellation) {
        this.config = config;
        this.cancellation = cancellation;
        this.sessions = new Sessions(config, cancellation);
        this.ledger = sessions.ledger();
        this.loader = new MigrationLoader(
                config.instances()::named,
                config.classLoader(),
                config.factory(),
                config.rules().parameters(),
                new CallSites());
        this.code =
                new CurrentCode(new CodeFingerprints(config.instances(), config.classLoader()), loader, cancellation);
    }

    /** What has to do with the database alone. */
    Sessions sessions() {
        return sessions;
    }

    /** What a look at the database tells. */
    Inspection inspect() {
        return new Inspection(sessions);
    }

    /** What decides for the database as it is, or as it is taken to be. */
    Planner planner(Definitions definitions, Lookback lookback) {
        return config.assumed().isPresent()
                ? assumed(definitions)
                : sessions.on(
                        NOTHING_CHANGED, session -> planner(session, definitions, sessions.read(session), lookback));
    }

    private Planner assumed(Definitions definitions) {
        List<Target> tips = config.assumed().orElseThrow().stream()
                .map(text -> Migrator.sound(Target.parse(text)))
                .toList();
        tips.stream().filter(Target::isRelative).findFirst().ifPresent(tip -> {
            throw new ConfigurationException(
                    "the revisions that a database is taken to have are named, not counted from" + " where it is: "
                            + tip);
        });
        return Migrator.sound(Planner.assuming(definitions, tips));
    }

    /** In what the database and the code disagree. */
    Validation validate(Definitions definitions) {
        return sessions.on(NOTHING_CHANGED, session -> {
            LedgerState state = sessions.read(session);
            List<HistoryEntry> failures = state.exists()
                    ? Migrator.sound(
                            ledger.failures(session.connection(), state.home().orElseThrow()))
                    : List.of();
            return planner(session, definitions, state, Lookback.NONE).validate(failures);
        });
    }

    /** What the command would do. */
    Plan plan(Definitions definitions, Planning planning) {
        return decide(planning, planner(definitions, planning.lookback()));
    }

    /** The same as a script. */
    Script script(Plan plan, boolean allowIncomplete) {
        Optional<LedgerState> state = config.assumed().isPresent()
                ? Optional.empty()
                : Optional.of(sessions.on(NOTHING_CHANGED, sessions::read));
        String home = state.map(there -> there.home().orElseThrow(Sessions::homeless))
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

    /** What its migrations send. */
    Script bodies(Plan plan) {
        try {
            return new BodyText(Migrator.sound(loader.load(plan, code)), config.rules(), cancellation).write(plan);
        } catch (CancellationException e) {
            throw new RunCancelledException(e);
        }
    }

    /** Does it. */
    RunReport run(Definitions definitions, Planning planning) {
        boolean together = config.rules().oneTransaction();
        return sessions.on(
                AS_REPORTED,
                session -> locked(session, definitions, planning, together, this::nothingToDo, this::execute));
    }

    /** Does it, and rolls it back. */
    Rehearsal rehearse(Definitions definitions, Planning planning) {
        return sessions.on(
                "Everything was rolled back",
                session -> locked(
                        session,
                        definitions,
                        planning,
                        true,
                        plan -> Rehearsal.nothing(plan, Duration.ofNanos(System.nanoTime() - start)),
                        this::rehearse));
    }

    /** Decides, takes the run lock where there is something to do, and looks again before that is done. */
    private <T> T locked(
            Session session,
            Definitions definitions,
            Planning planning,
            boolean together,
            Function<Plan, T> idle,
            Doing<T> doing)
            throws SQLException {
        LedgerState state = sessions.read(session);
        Plan plan = decide(planning, planner(session, definitions, state, planning.lookback()));
        if (plan.isEmpty()) {
            return idle.apply(plan);
        }
        String home = Sessions.writableHome(state);
        LoadedPlan loaded = load(session, plan, together);
        try (RunLock lock = new RunLock(session, ledger.lockName(home))) {
            sessions.acquire(lock, config.participants().listeners());
            LedgerState now = sessions.read(session);
            Plan left = afterTheWait(plan, now, planning, planner(session, definitions, now, planning.lookback()));
            if (left.isEmpty()) {
                return idle.apply(left);
            }
            return doing.on(session, lock, left, now, home, left.equals(plan) ? loaded : load(session, left, together));
        }
    }

    @FunctionalInterface
    private interface Doing<T> {
        T on(Session session, RunLock lock, Plan plan, LedgerState state, String home, LoadedPlan loaded)
                throws SQLException;
    }

    private static void refuse(Problem problem) {
        throw new RefusedException(List.of(problem));
    }

    private RunReport execute(
            Session session, RunLock lock, Plan plan, LedgerState state, String home, LoadedPlan loaded)
            throws SQLException {
        Actor actor = Actors.current(config.applicationVersion());
        Listeners listeners = config.participants().listeners();
        if (state.exists()) {
            ledger.unwritable(session.connection(), home).ifPresent(Command::refuse);
        }
        if (!plan.operation().recordsOnly()) {
            listeners.refusal(plan).ifPresent(Command::refuse);
        }
        if (!state.exists()) {
            session.transaction(() -> ledger.create(session.connection(), home, actor));
        }
        if (config.rules().audit() != Audit.OFF && !plan.operation().recordsOnly()) {
            ledger.prepareStatements(session.connection(), home).ifPresent(Command::refuse);
        }
        RunReport report;
        try (LedgerWriter records = ledger.writer(session.connection(), home, actor)) {
            PlanRunner runner = new PlanRunner(session, lock, records, actor, listeners);
            if (plan.operation().recordsOnly()) {
                return runner.record(plan, loaded);
            }
            try (LockWatch watch = sessions.watch(session)) {
                report = runner.run(plan, loaded, config.rules(), watch, cancellation);
            }
        }
        return told(report, listeners.ended(report));
    }

    private static RunReport told(RunReport report, List<Listeners.Failed> failed) {
        report.failure().ifPresent(failure -> {
            RunFailedException thrown = new RunFailedException(report, failure);
            failed.forEach(each -> thrown.addSuppressed(each.thrown()));
            throw thrown;
        });
        if (!failed.isEmpty()) {
            throw new ListenerFailedException(report, failed);
        }
        return report;
    }

    private Rehearsal rehearse(
            Session session, RunLock lock, Plan plan, LedgerState state, String home, LoadedPlan loaded)
            throws SQLException {
        Actor actor = Actors.current(config.applicationVersion());
        if (state.exists()) {
            ledger.unwritable(session.connection(), home).ifPresent(Command::refuse);
        }
        Session.Work opening = () -> {
            if (!state.exists()) {
                ledger.create(session.connection(), home, actor);
            }
        };
        Rehearsal rehearsal;
        try (LedgerWriter records = ledger.writer(session.connection(), home, actor);
                LockWatch watch = sessions.watch(session)) {
            Rehearser rehearser = new Rehearser(
                    session,
                    lock,
                    records,
                    ledger.isOwn(home),
                    config.participants().listeners());
            rehearsal = rehearser.rehearse(plan, loaded, config.rules(), opening, watch, cancellation);
        }
        rehearsal.failure().ifPresent(failure -> {
            UUID none = new UUID(0, 0);
            config.participants().listeners().hear(new StepEvent.StepFailed(failure));
            throw new RunFailedException(
                    new RunReport(
                            none, plan, List.of(), Optional.of(failure), rehearsal.notRehearsed(), rehearsal.time()),
                    failure,
                    rehearsal);
        });
        return rehearsal;
    }

    /** While this run waited, another may have done some of it, or moved the database elsewhere. */
    private Plan afterTheWait(Plan plan, LedgerState now, Planning planning, Planner planner) {
        if (!plan.relative()) {
            return decide(planning, planner);
        }
        Optional<Plan> left = plan.remainingAt(StartingPoint.of(now.rows(), now.units()));
        return config.participants()
                .around(
                        left.orElseThrow(() -> new RefusedException(List.of(Refusal.Stale.of(plan)))),
                        planner.owedHooks());
    }

    private Planner planner(Session session, Definitions definitions, LedgerState state, Lookback lookback)
            throws SQLException {
        boolean interrupted = false;
        List<RevisionId> unknown = new ArrayList<>();
        for (AppliedRevision row : state.rows()) {
            interrupted |= row.state() == AppliedRevision.State.INTERRUPTED;
            if (definitions.graph().find(row.id()).isEmpty()) {
                unknown.add(row.id());
            }
        }
        state.units().getOrDefault(Kind.REPEATABLE, List.of()).stream()
                .map(AppliedRevision::id)
                .filter(name -> definitions.repeatables().find(name).isEmpty())
                .forEach(unknown::add);
        Planner planner = new Planner(
                definitions,
                state.rows(),
                state.units(),
                code,
                interrupted ? session.invalidIndexes() : Set.of(),
                unknown.isEmpty()
                        ? List.of()
                        : Migrator.sound(ledger.downgrades(
                                session.connection(), state.home().orElseThrow(), unknown)));
        return planner.remembering(lookback.read(session, ledger, state, definitions));
    }

    private Plan decide(Planning planning, Planner planner) {
        Checked<Plan, Refusal> plan =
                planning.plan(planner).map(found -> config.participants().around(found, planner.owedHooks()));
        return Migrator.sound(config.rules().oneTransaction() ? plan.flatMap(Plan::inOneTransaction) : plan);
    }

    private LoadedPlan load(Session session, Plan plan, boolean together) throws SQLException {
        LoadedPlan loaded = Migrator.sound(loader.load(plan, code));
        if (together) {
            List<Step> steps =
                    plan.rehearsed().stream().takeWhile(Step::isTransactional).toList();
            new LockRoom(config.rules(), cancellation)
                    .lacking(steps, loaded, session.connection())
                    .ifPresent(Command::refuse);
        }
        return loaded;
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
}
