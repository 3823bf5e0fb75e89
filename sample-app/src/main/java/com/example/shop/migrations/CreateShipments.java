// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.TIMESTAMPWITHTIMEZONE;
import static org.jooq.impl.SQLDataType.VARCHAR;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;

@Revision(id = "5ce3b709f842", downRevision = "f80d5a1c6e39", message = "create shipments")
public final class CreateShipments implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.createDomain("tracking_code")
                .as(VARCHAR(40))
                .constraints(constraint("tracking_code_check")
                        .check(field("value", VARCHAR).likeRegex("^[A-Z0-9-]+$")))
                .execute();
        db.createTable("shipments")
                .column("id", BIGINT.identity(true))
                .column("order_id", BIGINT.notNull())
                .column("address_id", BIGINT.notNull())
                .column("shipped_at", TIMESTAMPWITHTIMEZONE)
                .constraints(
                        constraint("shipments_pk").primaryKey("id"),
                        constraint("shipments_order_fk").foreignKey("order_id").references("orders", "id"),
                        constraint("shipments_address_fk")
                                .foreignKey("address_id")
                                .references("addresses", "id"))
                .execute();
        db.execute("alter table shipments add column tracking tracking_code");
    }

    @Override
    public void downgrade(DSLContext db) {
        db.dropTable("shipments").execute();
        db.dropDomain("tracking_code").execute();
    }
}
