// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.MigrationParameters;
import dev.migrator.outcome.LockForecast;
import dev.migrator.outcome.Script;
import dev.migrator.outcome.TableLock;
import dev.migrator.plan.Step;
import dev.migrator.revision.RevisionId;
import dev.migrator.sql.LockMode;
import dev.migrator.sql.StatementLocks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Foresees, without a database, which locks steps take together. Good for one forecast. Not thread-safe. */
final class LockForecaster {

    private final Transcriber transcriber;
    private final Map<String, Taken> taken = new LinkedHashMap<>();
    private final Set<String> made = new HashSet<>();
    private final Set<Script.Gap> unknown = new LinkedHashSet<>();

    LockForecaster(LoadedPlan loaded, MigrationParameters parameters, Cancellation cancellation) {
        this.transcriber = new Transcriber(loaded::anotherBody, loaded.conditions(parameters, cancellation));
    }

    private record Taken(LockMode mode, RevisionId revision) {}

    /** A dry run ends before the first step outside a transaction. */
    LockForecast of(List<Step> steps) {
        for (Step step : steps) {
            if (!step.isTransactional()) {
                break;
            }
            Transcript transcript = transcriber.of(step);
            for (Transcript.Line line : transcript.lines()) {
                for (StatementLocks locks : StatementLocks.ofAll(line.sql())) {
                    add(step.id(), line.source(), locks);
                }
            }
            transcript.gap().ifPresent(unknown::add);
        }
        List<LockForecast.Expected> expected = new ArrayList<>();
        taken.forEach((relation, lock) ->
                expected.add(new LockForecast.Expected(new TableLock(lock.mode().label(), relation), lock.revision())));
        return new LockForecast(expected, List.copyOf(unknown));
    }

    /** Nobody waits for what was not there before. */
    private void add(RevisionId revision, String source, StatementLocks locks) {
        made.addAll(locks.made());
        locks.modes().forEach((relation, mode) -> {
            if (!made.contains(relation)) {
                taken.merge(
                        relation,
                        new Taken(mode, revision),
                        (before, now) -> before.mode().compareTo(now.mode()) >= 0 ? before : now);
            }
        });
        locks.unknown().ifPresent(what -> unknown.add(new Script.Gap(revision, source, what)));
    }
}
