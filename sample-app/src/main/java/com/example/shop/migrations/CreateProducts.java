// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.NUMERIC;
import static org.jooq.impl.SQLDataType.VARCHAR;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import java.math.BigDecimal;
import org.jooq.DSLContext;

@Revision(id = "8c52e07d41ab", downRevision = "3f1a9c27b604", message = "create products")
public final class CreateProducts implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.createTable("products")
                .column("id", BIGINT.identity(true))
                .column("sku", VARCHAR(40).notNull())
                .column("name", VARCHAR(200).notNull())
                .column("price", NUMERIC(12, 2).notNull())
                .constraints(
                        constraint("products_pk").primaryKey("id"),
                        constraint("products_sku_key").unique("sku"),
                        constraint("products_price_check")
                                .check(field("price", NUMERIC).ge(BigDecimal.ZERO)))
                .execute();
    }

    @Override
    public void downgrade(DSLContext db) {
        db.dropTable("products").execute();
    }
}
