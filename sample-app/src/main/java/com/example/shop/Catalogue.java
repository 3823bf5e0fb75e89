// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.NUMERIC;
import static org.jooq.impl.SQLDataType.VARCHAR;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;

/**
 * What the shop sells.
 *
 * @param database where it is kept
 */
record Catalogue(ShopDatabase database) {

    private static final Field<String> SKU = field("p.sku", VARCHAR);
    private static final Field<String> NAME = field("p.name", VARCHAR);
    private static final Field<BigDecimal> PRICE = field("p.price", NUMERIC(12, 2));
    private static final Field<String> CATEGORY = field("c.name", VARCHAR);

    /**
     * A product.
     *
     * @param sku its number, unique
     * @param name its name
     * @param price its price
     * @param category its category; made where there is none of that name
     */
    record Product(String sku, String name, BigDecimal price, String category) {}

    /** Gives the products whose names hold all the words; all products where there are none. */
    List<Product> products(Optional<String> words) {
        return products(database.sql())
                .where(words.map(given -> condition("p.words @@ plainto_tsquery('simple', {0})", given))
                        .orElse(noCondition()))
                .orderBy(SKU)
                .fetch(Catalogue::product);
    }

    /** Adds a product, or gives the one of the same number a new name, price and category. */
    Product add(Product product) {
        return database.sql().transactionResult(transaction -> {
            DSLContext sql = transaction.dsl();
            sql.insertInto(table("products"))
                    .columns(
                            field("sku", VARCHAR),
                            field("name", VARCHAR),
                            field("price", NUMERIC),
                            field("category_id", BIGINT))
                    .values(product.sku(), product.name(), product.price(), category(sql, product.category()))
                    .onConflict(field("sku"))
                    .doUpdate()
                    .set(field("name", VARCHAR), product.name())
                    .set(field("price", NUMERIC), product.price())
                    .set(field("category_id", BIGINT), category(sql, product.category()))
                    .execute();
            return products(sql).where(SKU.eq(product.sku())).fetchSingle(Catalogue::product);
        });
    }

    private static SelectJoinStep<?> products(DSLContext sql) {
        return sql.select(SKU, NAME, PRICE, CATEGORY)
                .from(table("products").as("p"))
                .join(table("categories").as("c"))
                .on(field("c.id").eq(field("p.category_id")));
    }

    private static long category(DSLContext sql, String name) {
        sql.insertInto(table("categories"))
                .columns(field("name", VARCHAR))
                .values(name)
                .onConflictDoNothing()
                .execute();
        return sql.select(field("id", BIGINT))
                .from(table("categories"))
                .where(field("name", VARCHAR).eq(name))
                .fetchSingle(field("id", BIGINT));
    }

    private static Product product(Record row) {
        return new Product(row.get(SKU), row.get(NAME), row.get(PRICE), row.get(CATEGORY));
    }
}
