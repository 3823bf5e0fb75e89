// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;

/**
 * Two heads become one; there is nothing to do but to say so. {@code migrator merge} writes such a class.
 */
@Revision(
        id = "c28f7e4091da",
        downRevision = {"1e85c4a96f70", "6ba9f5d1c830"},
        message = "merge catalogue and payments")
public final class MergeCatalogueAndPayments implements Migration {

    @Override
    public void upgrade(DSLContext db) {}

    @Override
    public void downgrade(DSLContext db) {}
}
