// SPDX-License-Identifier: Apache-2.0
package dev.migrator.migration;

import org.jooq.DSLContext;

/**
 * The two ways of a {@link Seed}: its data comes, and it goes. What is said of a {@link Migration} holds here, too; each way
 * is one transaction with its record.
 */
public interface Seeder extends Migration {

    /**
     * Brings the data. It is run again where somebody changes the class, or asks for it again; {@link Rows} helps to come to
     * the same then.
     *
     * @param db statements on a connection of the run
     * @throws Exception whatever goes wrong; all of it is rolled back
     */
    void apply(DSLContext db) throws Exception;

    /**
     * Takes the data away. A class that does not declare it can be applied, and not removed.
     *
     * @param db statements on a connection of the run
     * @throws Exception whatever goes wrong; all of it is rolled back
     */
    default void remove(DSLContext db) throws Exception {
        throw new IrreversibleMigrationException(getClass());
    }

    @Override
    default void upgrade(DSLContext db) throws Exception {
        apply(db);
    }

    @Override
    default void downgrade(DSLContext db) throws Exception {
        remove(db);
    }
}
