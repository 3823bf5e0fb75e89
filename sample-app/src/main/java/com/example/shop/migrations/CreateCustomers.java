// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.TIMESTAMPWITHTIMEZONE;
import static org.jooq.impl.SQLDataType.VARCHAR;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;

@Revision(id = "3f1a9c27b604", message = "create customers")
public final class CreateCustomers implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.createTable("customers")
                .column("id", BIGINT.identity(true))
                .column("name", VARCHAR(200).notNull())
                .column("email", VARCHAR(320).notNull())
                .column("street", VARCHAR(200))
                .column("postcode", VARCHAR(20))
                .column("city", VARCHAR(100))
                .column("created_at", TIMESTAMPWITHTIMEZONE.notNull().defaultValue(currentOffsetDateTime()))
                .constraints(
                        constraint("customers_pk").primaryKey("id"),
                        constraint("customers_email_key").unique("email"),
                        constraint("customers_email_check").check(field("email").like("%_@_%")))
                .execute();
    }

    @Override
    public void downgrade(DSLContext db) {
        db.dropTable("customers").execute();
    }
}
