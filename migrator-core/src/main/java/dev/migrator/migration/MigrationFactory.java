// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

/** Makes the instance that runs a revision; the hook for dependency injection. */
@FunctionalInterface
public interface MigrationFactory {

    /** Calls the public constructor without parameters. */
    MigrationFactory CONSTRUCTOR = type -> type.getConstructor().newInstance();

    /**
     * Makes a new instance.
     *
     * @param type the class of the revision
     * @throws Exception where it cannot; nothing is run then
     */
    Migration create(Class<? extends Migration> type) throws Exception;
}
