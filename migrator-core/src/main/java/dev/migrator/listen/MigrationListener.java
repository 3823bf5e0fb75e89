// SPDX-License-Identifier: Apache-2.0
package dev.migrator.listen;

import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepEvent;
import dev.migrator.plan.Plan;

/**
 * Takes part in runs: is asked before and after a run and each of its steps, and hears of all that happens meanwhile. Given
 * to the builder, or found by {@link java.util.ServiceLoader}. All methods do nothing by themselves.
 *
 * <p>All calls of a run come from the thread that runs it, one at a time; a listener of a migrator that runs in several
 * threads at once is called by all of them. Listeners are called one after the other: first those that were found, in the
 * order in which they were, then those of the builder. A run that has nothing to do calls nobody, and so does a script.
 */
public interface MigrationListener {

    /**
     * A run that has something to do has the run lock, and nothing was done yet. Not called for a dry run, nor for what only
     * records: a stamp, a baseline, a repair.
     *
     * @param plan what is about to be done
     * @throws Exception to refuse the run; nothing is done then
     */
    default void beforeRun(Plan plan) throws Exception {}

    /**
     * A step is about to run something, in its transaction, before its migration. A step without a transaction of its own is
     * preceded by one. Called again with each try of the step, and in a dry run.
     *
     * @param step the step
     * @throws Exception to have the step fail; it is rolled back, and the run ends
     */
    default void beforeStep(StepContext step) throws Exception {}

    /**
     * The migration of a step has run, and nothing of it is committed: the same transaction will be, with its record. The
     * record of a step without a transaction of its own is.
     *
     * @param step the step
     * @throws Exception to have the step fail; it is rolled back, and the run ends
     */
    default void afterStep(StepContext step) throws Exception {}

    /**
     * A run that {@link #beforeRun} was called for has ended, well or not; it still has the run lock.
     *
     * @param report what it did
     * @throws Exception where what is to follow did not go well; what the run did stays, and who started it is told
     */
    default void afterRun(RunReport report) throws Exception {}

    /**
     * Something happened: this run waits for the lock that another one holds, a step begins, a step or hook is done, fails,
     * or is tried again since others were in its way, a statement is sent and done, and so on.
     *
     * @param event what
     * @throws Exception at will: it is logged, and disturbs no run
     */
    default void hear(StepEvent event) throws Exception {}

    /**
     * Whether {@link #hear} is told of each {@link StepEvent.StatementStarted} and {@link StepEvent.StatementRun}; that costs
     * a little for each.
     */
    default boolean hearsStatements() {
        return false;
    }
}
