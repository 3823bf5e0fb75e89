// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * The parameters that a run was given ({@code -x key=value}), reached from a migration's context. Thread-safe:
 * nothing changes after the run has started.
 */
public final class MigrationParameters {

    private static final String KEY = MigrationParameters.class.getName();

    private final Map<String, String> values;

    /**
     * Keeps a copy of the values.
     *
     * @param values the parameters by name
     */
    public MigrationParameters(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Gives the parameters of the run that a context belongs to; without a run, there are none.
     *
     * @param db the context that a migration was handed
     */
    public static MigrationParameters of(DSLContext db) {
        return db.configuration().data(KEY) instanceof MigrationParameters given
                ? given
                : new MigrationParameters(Map.of());
    }

    /**
     * Makes these the parameters of a context.
     *
     * @param db the context to attach to
     */
    public void attachTo(DSLContext db) {
        db.configuration().data(KEY, this);
    }

    /** Gives all parameters by name. */
    public Map<String, String> values() {
        return values;
    }

    /**
     * Gives the value of a parameter, or nothing where the run has none by that name.
     *
     * @param key the name
     */
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /**
     * Gives the value of a parameter that must be there.
     *
     * @param key the name
     * @throws IllegalArgumentException where the run has no such parameter
     */
    public String require(String key) {
        return find(key)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the parameter '" + key + "' is not set; give it with -x " + key + "=VALUE"));
    }
}
