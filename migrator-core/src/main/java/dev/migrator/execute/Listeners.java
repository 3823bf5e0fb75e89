// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.listen.MigrationListener;
import dev.migrator.outcome.RunReport;
import dev.migrator.outcome.StepEvent;
import dev.migrator.plan.Plan;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Who takes part in runs, and who only hears of them, in the order in which they are called. Thread-safe, as far as they are. */
public final class Listeners {

    private static final System.Logger LOGGER = System.getLogger(Listeners.class.getName());

    private final List<MigrationListener> taking;
    private final List<Consumer<StepEvent>> hearing;

    /**
     * Takes them.
     *
     * @param taking who takes part
     * @param hearing who only hears
     */
    public Listeners(List<MigrationListener> taking, List<Consumer<StepEvent>> hearing) {
        this.taking = List.copyOf(taking);
        this.hearing = List.copyOf(hearing);
    }

    /**
     * Gives these with those before them that a class loader has as services, or tells why one cannot be had.
     *
     * @param loader the class loader
     */
    public Checked<Listeners, Problem> withServicesOf(ClassLoader loader) {
        List<MigrationListener> all = new ArrayList<>();
        try {
            ServiceLoader.load(MigrationListener.class, loader).forEach(all::add);
        } catch (ServiceConfigurationError | LinkageError e) {
            return Checked.unsound(ListenerIssue.cannotLoad(e));
        }
        all.addAll(taking);
        return Checked.sound(new Listeners(all, hearing));
    }

    List<MigrationListener> taking() {
        return taking;
    }

    /**
     * Asks who takes part whether a run may be; the first that does not want it ends it.
     *
     * @param plan what would be done
     */
    public Optional<Problem> refusal(Plan plan) {
        for (MigrationListener each : taking) {
            try {
                each.beforeRun(plan);
            } catch (Exception | Error e) {
                return Optional.of(ListenerIssue.refuses(each.getClass().getName(), e));
            }
        }
        return Optional.empty();
    }

    /**
     * Tells all who take part how a run ended.
     *
     * @param report what it did
     * @return what they threw, by their classes
     */
    public List<Failed> ended(RunReport report) {
        List<Failed> failed = new ArrayList<>();
        for (MigrationListener each : taking) {
            try {
                each.afterRun(report);
            } catch (Exception | Error e) {
                failed.add(new Failed(each.getClass().getName(), e));
            }
        }
        return failed;
    }

    /**
     * A listener that failed.
     *
     * @param listener its class
     * @param thrown what it threw
     */
    public record Failed(String listener, Throwable thrown) {}

    /**
     * Tells all of something.
     *
     * @param event what happened
     */
    public void hear(StepEvent event) {
        tell(event, true, each -> true);
    }

    /** Gives what tells of statements; nothing where nobody wants to hear of them. */
    Optional<Consumer<StepEvent>> ofStatements(boolean shown) {
        return shown || taking.stream().anyMatch(MigrationListener::hearsStatements)
                ? Optional.of(event -> tell(event, shown, MigrationListener::hearsStatements))
                : Optional.empty();
    }

    private void tell(StepEvent event, boolean all, Predicate<MigrationListener> which) {
        taking.stream().filter(which).forEach(each -> harmless(event, each.getClass(), each::hear));
        if (all) {
            hearing.forEach(each -> harmless(event, each.getClass(), each::accept));
        }
    }

    @FunctionalInterface
    private interface Telling {
        void of(StepEvent event) throws Exception;
    }

    private static void harmless(StepEvent event, Class<?> listener, Telling telling) {
        try {
            telling.of(event);
        } catch (Exception | Error e) {
            LOGGER.log(System.Logger.Level.WARNING, "the listener " + listener.getName() + " failed at " + event, e);
        }
    }
}
