// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import dev.migrator.graph.RevisionGraph;
import dev.migrator.graph.Units;
import dev.migrator.outcome.Blocker;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.Script;
import dev.migrator.outcome.SqlError;
import dev.migrator.outcome.StepFailure;
import dev.migrator.outcome.StepResult;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Status;
import dev.migrator.plan.Step;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Kind;
import dev.migrator.revision.Phase;
import dev.migrator.revision.Precondition;
import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import dev.migrator.sql.Redaction;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts that documents are made of; their shape is promised in docs/knowledge/json-output.md. */
final class Shapes {

    private Shapes() {}

    static List<String> ids(Collection<RevisionId> ids) {
        return ids.stream().map(RevisionId::value).toList();
    }

    static Map<String, @Nullable Object> revision(RevisionGraph graph, RevisionDescriptor revision) {
        Marks marks = Marks.of(graph, revision.id());
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", revision.id().value());
        shape.put("parents", ids(revision.downRevisions()));
        shape.put("children", ids(graph.children(revision.id()).byId()));
        shape.put("dependsOn", ids(graph.dependencies(revision.id())));
        shape.put("labels", revision.branchLabels());
        shape.put("replaces", ids(revision.replaces()));
        shape.put("phase", revision.phase().label());
        shape.put(
                "preconditions",
                revision.preconditions().stream().map(Shapes::precondition).toList());
        shape.put("message", revision.message());
        shape.put("author", revision.author());
        shape.put("class", revision.className());
        shape.put("location", revision.location());
        shape.put("transactional", revision.transactional());
        shape.put("reversible", revision.reversible());
        shape.put("head", marks.head());
        shape.put("effectiveHead", marks.effectiveHead());
        shape.put("branchpoint", marks.branchpoint());
        shape.put("mergepoint", marks.mergepoint());
        return shape;
    }

    static Map<String, @Nullable Object> unit(Units.Unit unit) {
        RevisionDescriptor code = unit.code();
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("name", unit.name().value());
        shape.put("dependsOn", ids(unit.units()));
        shape.put("revisions", ids(unit.revisions()));
        if (code.kind() == Kind.SEED) {
            shape.put("profiles", code.profiles());
        }
        shape.put("message", code.message());
        shape.put("author", code.author());
        shape.put("class", code.className());
        shape.put("location", code.location());
        return shape;
    }

    static Map<String, @Nullable Object> unit(Status.Unit unit) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("name", unit.name().value());
        shape.put("state", unit.state().label());
        shape.put("message", unit.message());
        shape.put("appliedAt", unit.applied().map(AppliedRevision::appliedAt).orElse(null));
        shape.put("appliedBy", unit.applied().map(AppliedRevision::appliedBy).orElse(null));
        return shape;
    }

    static Map<String, @Nullable Object> plan(Plan plan) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("operation", plan.operation().label());
        shape.put("target", plan.target());
        shape.put("from", ids(plan.tips()));
        shape.put("to", ids(plan.tipsAfter()));
        shape.put("steps", plan.steps().stream().map(Shapes::step).toList());
        if (!plan.hooks().isEmpty()) {
            shape.put("hooks", plan.hooks().stream().map(Shapes::hook).toList());
        }
        shape.put("notices", plan.notices());
        return shape;
    }

    static Map<String, @Nullable Object> step(Step step) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", step.id().value());
        shape.put("direction", step instanceof Step.Hook ? null : step.isUp() ? "up" : "down");
        shape.put("message", step.message());
        if (step.kind() != Kind.REVISION) {
            shape.put("kind", step.kind().label());
        }
        if (step instanceof Step.Hook hook) {
            shape.put("around", hook.around().map(RevisionId::value).orElse(null));
        }
        if (step instanceof Step.Replace replace) {
            shape.put("replaces", ids(replace.replaced()));
        }
        if (step instanceof Step.Undo undo) {
            shape.put("storedSql", undo.stored().statements());
        }
        if (step instanceof Step.Upgrade up && up.revision().phase() == Phase.CONTRACT) {
            shape.put("phase", up.revision().phase().label());
        }
        if (!Steps.preconditions(step).isEmpty()) {
            shape.put(
                    "preconditions",
                    Steps.preconditions(step).stream().map(Shapes::precondition).toList());
        }
        return shape;
    }

    private static Map<String, @Nullable Object> precondition(Precondition condition) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("form", condition.form().label());
        shape.put("subject", Redaction.of(condition.subject()).statement());
        shape.put("message", Redaction.of("").text(condition.message()));
        shape.put("otherwise", condition.otherwise().label());
        return shape;
    }

    /** Adds the preconditions that did not hold, where there are any. */
    static void unmet(Map<String, @Nullable Object> shape, List<Precondition> unmet) {
        if (!unmet.isEmpty()) {
            shape.put("unmet", unmet.stream().map(Shapes::precondition).toList());
        }
    }

    private static Map<String, @Nullable Object> hook(Step.Hook hook) {
        return hook(hook.revision());
    }

    static Map<String, @Nullable Object> hook(RevisionDescriptor hook) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("name", hook.id().value());
        shape.put("message", hook.message());
        shape.put("location", hook.location());
        shape.put("transactional", hook.transactional());
        return shape;
    }

    static Map<String, @Nullable Object> run(RunReport report) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        boolean recorded = report.failure()
                .map(failure -> failure.aftermath() != StepFailure.Aftermath.REHEARSED)
                .orElse(!report.done().isEmpty());
        shape.put("id", recorded ? report.runId() : null);
        shape.put("operation", report.plan().operation().label());
        shape.put("target", report.plan().target());
        shape.put("from", ids(report.plan().tips()));
        shape.put("to", report.failure().isEmpty() ? ids(report.plan().tipsAfter()) : null);
        shape.put("done", report.done().stream().map(Shapes::result).toList());
        shape.put("failed", report.failure().map(Shapes::failure).orElse(null));
        shape.put("notRun", report.notRun().stream().map(Shapes::step).toList());
        shape.put("notices", report.plan().notices());
        shape.put("milliseconds", report.time().toMillis());
        return shape;
    }

    static Map<String, @Nullable Object> gap(Script.Gap gap) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("id", gap.revision().value());
        shape.put("place", gap.place());
        shape.put("why", gap.why());
        return shape;
    }

    private static Map<String, @Nullable Object> result(StepResult result) {
        Map<String, @Nullable Object> shape = step(result.step());
        shape.put("milliseconds", result.time().toMillis());
        shape.put("statements", result.statements());
        unmet(shape, result.unmet());
        return shape;
    }

    private static Map<String, @Nullable Object> failure(StepFailure failure) {
        Map<String, @Nullable Object> shape = step(failure.step());
        shape.put("class", Steps.origin(failure.step()));
        shape.put("source", failure.source());
        shape.put("aftermath", failure.aftermath().name().toLowerCase(Locale.ROOT));
        shape.put("cause", failure.cause().toString());
        shape.put("sql", failure.sql().map(Shapes::sql).orElse(null));
        shape.put("unrecorded", failure.unrecorded());
        shape.put("tries", failure.tries());
        shape.put("invalidIndexes", failure.invalidIndexes());
        shape.put("blockers", failure.blockers().stream().map(Shapes::blocker).toList());
        return shape;
    }

    static Map<String, @Nullable Object> sql(SqlError error) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("statement", error.sql());
        shape.put("state", error.state());
        shape.put("message", error.message());
        shape.put("detail", error.detail());
        shape.put("hint", error.hint());
        shape.put("where", error.where());
        shape.put("position", error.position());
        return shape;
    }

    static Map<String, @Nullable Object> problem(Problem problem) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("kind", problem.kind());
        shape.put("message", problem.message());
        shape.put("revisions", ids(problem.revisions()));
        return shape;
    }

    static Map<String, @Nullable Object> blocker(Blocker blocker) {
        Map<String, @Nullable Object> shape = new LinkedHashMap<>();
        shape.put("pid", blocker.pid());
        shape.put("application", blocker.application());
        shape.put("user", blocker.user());
        shape.put("state", blocker.state());
        shape.put(
                "transactionMilliseconds",
                blocker.transactionAge().map(Duration::toMillis).orElse(null));
        shape.put("mode", blocker.mode());
        shape.put("relation", blocker.relation());
        shape.put("query", blocker.query());
        return shape;
    }
}
