// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.name;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import java.util.List;
import org.jooq.DSLContext;

/**
 * The shop begins to use the audit log. Through this {@code dependsOn} the audit line is no head of its own any more, so
 * that {@code head} means one revision again.
 */
@Revision(
        id = "f80d5a1c6e39",
        downRevision = "73e1c8f0a25d",
        dependsOn = "2f7b86d3e09c",
        message = "audit orders and payments")
public final class AuditOrdersAndPayments implements Migration {

    private static final List<String> AUDITED = List.of("orders", "order_lines", "payments");

    @Override
    public void upgrade(DSLContext db) {
        for (String table : AUDITED) {
            db.execute(
                    "create trigger {0} after insert or update or delete on {1}"
                            + " for each row execute function record_audit()",
                    name(table + "_audit"), name(table));
        }
    }

    @Override
    public void downgrade(DSLContext db) {
        for (String table : AUDITED) {
            db.execute("drop trigger {0} on {1}", name(table + "_audit"), name(table));
        }
    }
}
