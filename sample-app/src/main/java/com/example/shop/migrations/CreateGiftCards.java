// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.NUMERIC;
import static org.jooq.impl.SQLDataType.VARCHAR;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;

/**
 * Gift cards are a category of products, which is the catalogue team's work. {@code dependsOn} says so without joining the
 * branches: this revision waits for {@link CategorizeProducts} and stays on the payments branch.
 */
@Revision(id = "e47c18f2063b", downRevision = "95d03be7a248", dependsOn = "b6f2907c3ed1", message = "sell gift cards")
public final class CreateGiftCards implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.createTable("gift_cards")
                .column("code", VARCHAR(40).notNull())
                .column("product_id", BIGINT.notNull())
                .column("balance", NUMERIC(12, 2).notNull())
                .constraints(
                        constraint("gift_cards_pk").primaryKey("code"),
                        constraint("gift_cards_product_fk")
                                .foreignKey("product_id")
                                .references("products", "id"))
                .execute();
        db.insertInto(table("categories"), field("name")).values("Gift cards").execute();
    }

    @Override
    public void downgrade(DSLContext db) {
        db.dropTable("gift_cards").execute();
        db.deleteFrom(table("categories")).where(field("name").eq("Gift cards")).execute();
    }
}
