// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.constraint;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.JSONB;
import static org.jooq.impl.SQLDataType.TIMESTAMPWITHTIMEZONE;
import static org.jooq.impl.SQLDataType.VARCHAR;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;

/**
 * A base of its own: the audit log is another team's, needs nothing of the shop's, and has its own line of revisions.
 */
@Revision(id = "a5c04e92d7b1", branchLabels = "audit", message = "create the audit log")
public final class CreateAuditLog implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.createTable("audit_log")
                .column("id", BIGINT.identity(true))
                .column("at", TIMESTAMPWITHTIMEZONE.notNull().defaultValue(currentOffsetDateTime()))
                .column("table_name", VARCHAR(63).notNull())
                .column("operation", VARCHAR(10).notNull())
                .column("row_before", JSONB)
                .column("row_after", JSONB)
                .constraint(constraint("audit_log_pk").primaryKey("id"))
                .execute();
        db.execute("""
                create function record_audit() returns trigger language plpgsql as $$
                begin
                    insert into audit_log (table_name, operation, row_before, row_after)
                    values (tg_table_name, lower(tg_op), to_jsonb(old), to_jsonb(new));
                    return null;
                end $$""");
    }

    @Override
    public void downgrade(DSLContext db) {
        db.execute("drop function record_audit()");
        db.dropTable("audit_log").execute();
    }
}
