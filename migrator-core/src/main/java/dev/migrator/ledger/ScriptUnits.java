// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import dev.migrator.plan.Plan;
import dev.migrator.plan.StartingPoint;
import dev.migrator.plan.Step;
import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Fingerprint;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a script asks and records of repeatables and seeds: the database may have got some, or lost some, since the script was
 * written. Good for one script.
 */
public final class ScriptUnits {

    private static final Set<Kind> KINDS = Set.of(Kind.REPEATABLE, Kind.SEED);

    private final ScriptText script;
    private final LedgerName.Tables tables;
    private final Actor actor;
    private final Plan plan;
    private final Set<RevisionId> planned;

    ScriptUnits(ScriptText script, LedgerName.Tables tables, Actor actor, Plan plan) {
        this.script = script;
        this.tables = tables;
        this.actor = actor;
        this.plan = plan;
        this.planned = plan.steps().stream()
                .filter(step -> KINDS.contains(step.kind()))
                .map(Step::id)
                .collect(Collectors.toSet());
    }

    /**
     * Stops the script where a seed does not stand as it did when the script was written, so that none is applied twice.
     *
     * @param seed its name
     * @param code the fingerprint that it will have
     */
    public void insistOnSeed(RevisionId seed, Optional<Fingerprint> code) {
        Optional<AppliedRevision> before = before(Kind.SEED, seed);
        boolean changed = before.isPresent() && !before.get().fingerprint().equals(code);
        script.insist(
                (before.isEmpty() ? "not " : "")
                        + has(
                                Kind.SEED,
                                "revision = " + ScriptText.literal(seed.value())
                                        + (changed
                                                ? " and fingerprint is distinct from "
                                                        + ScriptText.literal(code.map(Fingerprint::text)
                                                                .orElse(""))
                                                : "")),
                before.isEmpty()
                        ? "seed " + seed + " is there already"
                        : "seed " + seed + " is not there"
                                + (changed ? ", or there as this script would make it" : ""));
    }

    private Optional<AppliedRevision> before(Kind kind, RevisionId name) {
        return Optional.ofNullable(plan.start().units().get(new StartingPoint.Named(kind, name)));
    }

    /**
     * Stops the script where a repeatable or a seed that a step depends on is gone, and the script does not run it.
     *
     * @param step the step
     */
    public void insistOnNeeded(Step.Upgrade step) {
        Kind kind = step.kind();
        for (RevisionId need : step.dependencies()) {
            if (!planned.contains(need) && before(kind, need).isPresent()) {
                script.insist(
                        has(kind, "revision = " + ScriptText.literal(need.value()) + " and state = 'applied'"),
                        kind.label() + " " + step.id() + " depends on " + need + ", which is not there any more");
            }
        }
    }

    /**
     * Stops the script where a seed that goes is needed by another that came since.
     *
     * @param seed the seed
     */
    public void insistThatNoneNeeds(RevisionId seed) {
        script.insist(
                "not "
                        + has(
                                Kind.SEED,
                                ScriptText.literal(seed.value()) + " = any(depends_on) and revision <> all("
                                        + names(planned) + ")"),
                "a seed that depends on " + seed + " was applied since this script was written");
    }

    private String has(Kind kind, String condition) {
        return "exists (select 1 from " + tables.applied() + " where kind = " + ScriptText.literal(kind.label())
                + " and " + condition + ")";
    }

    private static String names(Collection<RevisionId> ids) {
        return ScriptText.array(ids.stream().map(RevisionId::value).sorted().toList());
    }

    /**
     * Has it forgotten, with an entry each, that those ran which rely on a revision that is just gone, by what they named when
     * they ran; a repeatable that names no revision relies on all, a seed that names none on the last.
     *
     * @param revision the revision
     * @param seeds what the history says of a seed
     * @param repeatables what it says of a repeatable
     */
    public void forget(RevisionId revision, String seeds, String repeatables) {
        String applied = tables.applied();
        script.statement("with recursive units as (select kind, revision, depends_on from " + applied
                + " where kind in ('repeatable', 'seed')),\n"
                + "relying as (select kind, revision from units where " + ScriptText.literal(revision.value())
                + " = any(depends_on)\n"
                + "  or not exists (select 1 from " + applied + " where kind = 'revision')\n"
                + "  or (kind = 'repeatable' and depends_on <@ array(select revision from units))\n"
                + "  union select units.kind, units.revision from units join relying"
                + " on relying.revision = any(units.depends_on)),\n"
                + "gone as (delete from " + applied + " where (kind, revision) in (select kind, revision from relying)"
                + " and revision <> all(" + names(planned) + ") returning kind, revision)\n"
                + "insert into " + tables.history() + " (run_id, kind, revision, operation, outcome, milliseconds,"
                + " statements, os_user, host, tool_version, application_version, note)\n"
                + "  select " + values() + ", case kind when 'seed' then " + ScriptText.literal(seeds)
                + " else "
                + ScriptText.literal(repeatables) + " end from gone order by kind, revision");
    }

    private String values() {
        List<String> who = List.of(actor.osUser(), actor.host(), actor.toolVersion());
        return ScriptText.literal(actor.runId()) + "::uuid, kind, revision, "
                + ScriptText.literal(plan.operation().label())
                + ", 'done', 0, 0, "
                + String.join(", ", who.stream().map(ScriptText::literal).toList()) + ", "
                + (actor.applicationVersion().isEmpty() ? "null" : ScriptText.literal(actor.applicationVersion()));
    }
}
