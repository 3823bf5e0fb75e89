// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.outcome.CleanFailure;

/** The schemas could not be emptied; the failure tells what has become of them. */
public final class CleanFailedException extends MigratorException {

    private static final long serialVersionUID = 1L;

    private final transient CleanFailure failure;

    CleanFailedException(CleanFailure failure) {
        super(
                "the schemas could not be emptied: " + failure.reason() + ". " + failure.fate() + ". Next: "
                        + failure.advice(),
                failure.cause());
        this.failure = failure;
    }

    /** What failed, and what has become of the database. */
    public CleanFailure failure() {
        return failure;
    }
}
