// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * A new column that must not be null, on a table that has rows: add it, fill it, then demand it.
 */
@Revision(id = "b6f2907c3ed1", downRevision = "47ae1d8059c3", message = "put every product into a category")
public final class CategorizeProducts implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.insertInto(table("categories"), field("name"))
                .values("Uncategorised")
                .execute();
        db.alterTable("products").addColumn("category_id", BIGINT).execute();
        db.update(table("products"))
                .set(field("category_id", BIGINT), uncategorised())
                .execute();
        db.alterTable("products").alterColumn("category_id").setNotNull().execute();
        db.alterTable("products")
                .add(constraint("products_category_fk")
                        .foreignKey("category_id")
                        .references("categories", "id"))
                .execute();
    }

    @Override
    public void downgrade(DSLContext db) {
        db.alterTable("products").dropColumn("category_id").execute();
        db.deleteFrom(table("categories"))
                .where(field("name").eq("Uncategorised"))
                .execute();
    }

    private static Field<Long> uncategorised() {
        return field(select(field("id", BIGINT))
                .from("categories")
                .where(field("name").eq("Uncategorised")));
    }
}
