// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

/** Says that a migration has no way back. */
public final class IrreversibleMigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Names the class that declares no downgrade.
     *
     * @param migration the class
     */
    public IrreversibleMigrationException(Class<?> migration) {
        super(migration.getName() + " declares no downgrade; write one, or go forward with a new revision instead");
    }
}
