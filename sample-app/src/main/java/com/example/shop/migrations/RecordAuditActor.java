// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.SQLDataType.VARCHAR;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;

@Revision(id = "2f7b86d3e09c", downRevision = "a5c04e92d7b1", message = "record who changed a row")
public final class RecordAuditActor implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.alterTable("audit_log")
                .addColumn("actor", VARCHAR(63).notNull().defaultValue(field("current_user", VARCHAR)))
                .execute();
        db.createIndex("audit_log_actor_idx").on("audit_log", "actor", "at").execute();
    }

    @Override
    public void downgrade(DSLContext db) {
        db.alterTable("audit_log").dropColumn("actor").execute();
    }
}
