// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.VARCHAR;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;

/**
 * The catalogue team's branch begins here: {@code catalogue@head} is its head, whatever the other teams do.
 */
@Revision(id = "47ae1d8059c3", downRevision = "d90b63f7e125", branchLabels = "catalogue", message = "create categories")
public final class CreateCategories implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.createTable("categories")
                .column("id", BIGINT.identity(true))
                .column("name", VARCHAR(100).notNull())
                .column("parent_id", BIGINT)
                .constraints(
                        constraint("categories_pk").primaryKey("id"),
                        constraint("categories_name_key").unique("name"),
                        constraint("categories_parent_fk")
                                .foreignKey("parent_id")
                                .references("categories", "id"))
                .execute();
    }

    @Override
    public void downgrade(DSLContext db) {
        db.dropTable("categories").execute();
    }
}
