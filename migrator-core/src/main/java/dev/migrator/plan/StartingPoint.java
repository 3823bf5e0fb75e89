// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.AppliedRevision;
import dev.migrator.revision.Kind;
import dev.migrator.revision.RevisionId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a database had when a plan was made for it.
 *
 * @param states the state of each revision in the ledger
 * @param units the repeatables and seeds that it had
 * @param tags the tags that it had
 */
public record StartingPoint(
        Map<RevisionId, AppliedRevision.State> states,
        Map<StartingPoint.Named, AppliedRevision> units,
        Map<StartingPoint.Named, AppliedRevision> tags) {

    /**
     * What is no revision; the code may have something else by a name than a ledger has had since before.
     *
     * @param kind what it is
     * @param name its name
     */
    public record Named(Kind kind, RevisionId name) {}

    private static final Set<Kind> UNITS = Set.of(Kind.REPEATABLE, Kind.SEED);

    /** Copies the maps. */
    public StartingPoint {
        states = Collections.unmodifiableMap(new HashMap<>(states));
        units = Map.copyOf(units);
        tags = Map.copyOf(tags);
    }

    /**
     * Gives the starting point that rows of a ledger make.
     *
     * @param rows its revisions
     * @param others what else it has, by kind
     */
    public static StartingPoint of(Collection<AppliedRevision> rows, Map<Kind, List<AppliedRevision>> others) {
        Map<RevisionId, AppliedRevision.State> states = new HashMap<>(rows.size() * 2);
        for (AppliedRevision row : rows) {
            states.put(row.id(), row.state());
        }
        return new StartingPoint(states, rows(others, UNITS), rows(others, Set.of(Kind.TAG)));
    }

    private static Map<Named, AppliedRevision> rows(Map<Kind, List<AppliedRevision>> others, Set<Kind> kinds) {
        return kinds.stream()
                .flatMap(kind -> others.getOrDefault(kind, List.of()).stream()
                        .map(row -> Map.entry(new Named(kind, row.id()), row)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Gives the point at which steps of a plan leave off; what is no revision is not known there. */
    StartingPoint after(List<Step> steps) {
        Map<RevisionId, AppliedRevision.State> changed = new HashMap<>(states);
        for (Step step : steps) {
            if (step.kind() != Kind.REVISION) {
                continue;
            }
            if (step instanceof Step.Replace replace) {
                replace.replaced().forEach(changed::remove);
            }
            if (step.isUp()) {
                changed.put(step.id(), AppliedRevision.State.APPLIED);
            } else {
                changed.remove(step.id());
            }
        }
        return new StartingPoint(changed, without(units, steps), tags);
    }

    /**
     * Whether some steps of a plan, and nothing else, led from here to where a database is now. Tags may have come and gone,
     * but not those that the plan is about.
     *
     * @param now what it has now
     * @param done the steps
     * @param left the other steps of the plan
     */
    boolean leadsTo(StartingPoint now, List<Step> done, List<Step> left) {
        StartingPoint then = after(done);
        return then.states.equals(now.states)
                && then.units.equals(without(now.units, done))
                && left.stream()
                        .filter(step -> step.kind() == Kind.TAG)
                        .map(StartingPoint::named)
                        .allMatch(tag -> Objects.equals(tags.get(tag), now.tags.get(tag)));
    }

    /**
     * Whether a step of a plan has nothing left to do here.
     *
     * @param step the step
     * @param before what the database had when the plan was made
     */
    boolean has(Step step, StartingPoint before) {
        if (step.kind() == Kind.REVISION) {
            return step.isUp()
                    ? states.get(step.id()) == AppliedRevision.State.APPLIED
                    : !states.containsKey(step.id());
        }
        AppliedRevision row = units.get(named(step));
        return UNITS.contains(step.kind())
                && (step.isUp() ? row != null && !row.equals(before.units.get(named(step))) : row == null);
    }

    private static Named named(Step step) {
        return new Named(step.kind(), step.id());
    }

    private static Map<Named, AppliedRevision> without(Map<Named, AppliedRevision> units, List<Step> steps) {
        Map<Named, AppliedRevision> others = new HashMap<>(units);
        steps.stream().map(StartingPoint::named).forEach(others::remove);
        return others;
    }
}
