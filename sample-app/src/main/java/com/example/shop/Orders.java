// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.INTEGER;
import static org.jooq.impl.SQLDataType.NUMERIC;
import static org.jooq.impl.SQLDataType.VARCHAR;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * Who buys what.
 *
 * @param database where it is kept
 */
record Orders(ShopDatabase database) {

    private static final Field<Long> ID = field("id", BIGINT);

    /**
     * A customer.
     *
     * @param email the address, unique
     * @param givenName the given name, or empty
     * @param familyName the family name
     */
    record Customer(String email, String givenName, String familyName) {}

    /**
     * What is ordered.
     *
     * @param customer who orders; made where there is none of that address
     * @param lines what, and how many
     */
    record Basket(Customer customer, List<Line> lines) {}

    /**
     * A line of an order.
     *
     * @param sku the product
     * @param quantity how many
     */
    record Line(String sku, int quantity) {}

    /**
     * An order.
     *
     * @param id its number
     * @param email the customer's address
     * @param status how far it is
     * @param total what it costs, as the database keeps it
     * @param lines what, and how many
     */
    record Order(long id, String email, String status, BigDecimal total, List<Line> lines) {}

    Order place(Basket basket) {
        long id = database.sql().transactionResult(transaction -> {
            DSLContext sql = transaction.dsl();
            long order = sql.insertInto(table("orders"))
                    .columns(field("customer_id", BIGINT))
                    .values(customer(sql, basket.customer()))
                    .returningResult(ID)
                    .fetchSingle(ID);
            for (int i = 0; i < basket.lines().size(); i++) {
                add(sql, order, i + 1, basket.lines().get(i));
            }
            return order;
        });
        return order(id).orElseThrow();
    }

    Optional<Order> order(long id) {
        DSLContext sql = database.sql();
        return sql.select(field("email", VARCHAR), field("o.status::text", VARCHAR), field("total", NUMERIC(12, 2)))
                .from(table("orders").as("o"))
                .join(table("customers").as("c"))
                .on(field("c.id").eq(field("o.customer_id")))
                .where(field("o.id", BIGINT).eq(id))
                .fetchOptional(row -> new Order(id, row.value1(), row.value2(), row.value3(), lines(sql, id)));
    }

    private static List<Line> lines(DSLContext sql, long order) {
        return sql.select(field("sku", VARCHAR), field("quantity", INTEGER))
                .from(table("order_lines").as("l"))
                .join(table("products").as("p"))
                .on(field("p.id").eq(field("l.product_id")))
                .where(field("order_id", BIGINT).eq(order))
                .orderBy(field("line_no"))
                .fetch(row -> new Line(row.value1(), row.value2()));
    }

    private static long customer(DSLContext sql, Customer customer) {
        sql.insertInto(table("customers"))
                .columns(field("email", VARCHAR), field("given_name", VARCHAR), field("family_name", VARCHAR))
                .values(customer.email(), customer.givenName(), customer.familyName())
                .onConflictDoNothing()
                .execute();
        return sql.select(ID)
                .from(table("customers"))
                .where(field("email", VARCHAR).eq(customer.email()))
                .fetchSingle(ID);
    }

    /** The price of this moment stays that of the order; a product that nobody sells is no line. */
    private static void add(DSLContext sql, long order, int number, Line line) {
        int added = sql.insertInto(
                        table("order_lines"),
                        field("order_id", BIGINT),
                        field("line_no", INTEGER),
                        field("product_id", BIGINT),
                        field("quantity", INTEGER),
                        field("unit_price", NUMERIC))
                .select(select(inline(order), inline(number), ID, inline(line.quantity()), field("price", NUMERIC))
                        .from(table("products"))
                        .where(field("sku", VARCHAR).eq(line.sku())))
                .execute();
        if (added == 0) {
            throw new IllegalArgumentException("there is no product " + line.sku());
        }
    }
}
