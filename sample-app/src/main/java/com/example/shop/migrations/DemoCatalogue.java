// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;

import dev.migrator.migration.Rows;
import dev.migrator.migration.Seed;
import dev.migrator.migration.Seeder;
import java.math.BigDecimal;
import org.jooq.DSLContext;

@Seed(name = "demo_catalogue", profiles = "dev", after = "b6f2907c3ed1", message = "products to look at")
public final class DemoCatalogue implements Seeder {

    private static final String CATEGORY = "Demo";

    @Override
    public void apply(DSLContext db) {
        db.execute("insert into categories (name) select '" + CATEGORY
                + "' where not exists (select from categories where name = '" + CATEGORY + "')");
        products(db).upsert(db);
    }

    @Override
    public void remove(DSLContext db) {
        products(db).delete(db);
        db.deleteFrom(table("categories")).where(field("name").eq(CATEGORY)).execute();
    }

    private static Rows products(DSLContext db) {
        Long category = db.select(field("id", BIGINT))
                .from("categories")
                .where(field("name").eq(CATEGORY))
                .fetchSingle()
                .value1();
        return Rows.of("products", "sku", "name", "price", "category_id")
                .row("TEA-1", "Green tea", new BigDecimal("4.50"), category)
                .row("TEA-2", "Black tea", new BigDecimal("3.90"), category)
                .row("POT-1", "Teapot", new BigDecimal("24.00"), category);
    }
}
