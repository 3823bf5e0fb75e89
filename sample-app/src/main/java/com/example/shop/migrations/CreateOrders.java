// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.INTEGER;
import static org.jooq.impl.SQLDataType.NUMERIC;
import static org.jooq.impl.SQLDataType.TIMESTAMPWITHTIMEZONE;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;

@Revision(id = "d90b63f7e125", downRevision = "8c52e07d41ab", message = "create orders and their lines")
public final class CreateOrders implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.createType("order_status")
                .asEnum("new", "paid", "shipped", "cancelled")
                .execute();
        db.createTable("orders")
                .column("id", BIGINT.identity(true))
                .column("customer_id", BIGINT.notNull())
                .column("placed_at", TIMESTAMPWITHTIMEZONE.notNull().defaultValue(currentOffsetDateTime()))
                .constraints(
                        constraint("orders_pk").primaryKey("id"),
                        constraint("orders_customer_fk")
                                .foreignKey("customer_id")
                                .references("customers", "id"))
                .execute();
        db.execute("alter table orders add column status order_status not null default 'new'");
        db.createIndex("orders_customer_idx").on("orders", "customer_id").execute();
        db.createTable("order_lines")
                .column("order_id", BIGINT.notNull())
                .column("line_no", INTEGER.notNull())
                .column("product_id", BIGINT.notNull())
                .column("quantity", INTEGER.notNull())
                .column("unit_price", NUMERIC(12, 2).notNull())
                .constraints(
                        constraint("order_lines_pk").primaryKey("order_id", "line_no"),
                        constraint("order_lines_order_fk")
                                .foreignKey("order_id")
                                .references("orders", "id")
                                .onDeleteCascade(),
                        constraint("order_lines_product_fk")
                                .foreignKey("product_id")
                                .references("products", "id"),
                        constraint("order_lines_quantity_check")
                                .check(field("quantity", INTEGER).gt(0)))
                .execute();
    }

    @Override
    public void downgrade(DSLContext db) {
        db.dropTable("order_lines").execute();
        db.dropTable("orders").execute();
        db.dropType("order_status").execute();
    }
}
