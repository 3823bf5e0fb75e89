// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.VARCHAR;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;

/**
 * Rows move, and move back: a customer who has been given several addresses since gets the oldest one back.
 */
@Revision(id = "0d96b3a5e7f4", downRevision = "c28f7e4091da", message = "move addresses into a table of their own")
public final class MoveAddresses implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.createTable("addresses")
                .column("id", BIGINT.identity(true))
                .column("customer_id", BIGINT.notNull())
                .column("street", VARCHAR(200))
                .column("postcode", VARCHAR(20))
                .column("city", VARCHAR(100))
                .constraints(
                        constraint("addresses_pk").primaryKey("id"),
                        constraint("addresses_customer_fk")
                                .foreignKey("customer_id")
                                .references("customers", "id")
                                .onDeleteCascade())
                .execute();
        db.insertInto(table("addresses"), field("customer_id"), field("street"), field("postcode"), field("city"))
                .select(select(field("id"), field("street"), field("postcode"), field("city"))
                        .from("customers")
                        .where("coalesce(street, postcode, city) is not null")
                        .orderBy(field("id")))
                .execute();
        db.alterTable("customers")
                .drop(field("street"), field("postcode"), field("city"))
                .execute();
    }

    @Override
    public void downgrade(DSLContext db) {
        db.alterTable("customers").addColumn("street", VARCHAR(200)).execute();
        db.alterTable("customers").addColumn("postcode", VARCHAR(20)).execute();
        db.alterTable("customers").addColumn("city", VARCHAR(100)).execute();
        db.execute("update customers c set street = a.street, postcode = a.postcode, city = a.city"
                + " from (select distinct on (customer_id) * from addresses order by customer_id, id) a"
                + " where a.customer_id = c.id");
        db.dropTable("addresses").execute();
    }
}
