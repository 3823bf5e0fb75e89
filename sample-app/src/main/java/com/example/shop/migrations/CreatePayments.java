// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.NUMERIC;
import static org.jooq.impl.SQLDataType.TIMESTAMPWITHTIMEZONE;
import static org.jooq.impl.SQLDataType.VARCHAR;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;

/**
 * The payments team's branch begins here, beside the catalogue team's.
 */
@Revision(id = "95d03be7a248", downRevision = "d90b63f7e125", branchLabels = "payments", message = "create payments")
public final class CreatePayments implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.createTable("payments")
                .column("id", BIGINT.identity(true))
                .column("order_id", BIGINT.notNull())
                .column("amount", NUMERIC(12, 2).notNull())
                .column("method", VARCHAR(20).notNull())
                .column("paid_at", TIMESTAMPWITHTIMEZONE.notNull().defaultValue(currentOffsetDateTime()))
                .constraints(
                        constraint("payments_pk").primaryKey("id"),
                        constraint("payments_order_fk").foreignKey("order_id").references("orders", "id"),
                        constraint("payments_method_check")
                                .check(field("method").in(inline("card"), inline("transfer"), inline("gift_card"))))
                .execute();
        db.createIndex("payments_order_idx").on("payments", "order_id").execute();
    }

    @Override
    public void downgrade(DSLContext db) {
        db.dropTable("payments").execute();
    }
}
