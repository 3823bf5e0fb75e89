// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import dev.migrator.migration.Rows;
import dev.migrator.migration.Seed;
import dev.migrator.migration.Seeder;
import java.math.BigDecimal;
import org.jooq.DSLContext;

@Seed(name = "demo_catalogue", profiles = "dev", after = "8c52e07d41ab", message = "products to look at")
public final class DemoCatalogue implements Seeder {

    private static final Rows PRODUCTS = Rows.of("products", "sku", "name", "price")
            .row("TEA-1", "Green tea", new BigDecimal("4.50"))
            .row("TEA-2", "Black tea", new BigDecimal("3.90"))
            .row("POT-1", "Teapot", new BigDecimal("24.00"));

    @Override
    public void apply(DSLContext db) {
        PRODUCTS.upsert(db);
    }

    @Override
    public void remove(DSLContext db) {
        PRODUCTS.delete(db);
    }
}
