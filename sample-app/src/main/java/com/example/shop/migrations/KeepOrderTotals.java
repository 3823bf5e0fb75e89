// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.SQLDataType.NUMERIC;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import java.math.BigDecimal;
import org.jooq.DSLContext;

@Revision(id = "9a41d6e8c057", downRevision = "5ce3b709f842", message = "keep the total of each order")
public final class KeepOrderTotals implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.alterTable("orders")
                .addColumn("total", NUMERIC(12, 2).notNull().defaultValue(BigDecimal.ZERO))
                .execute();
        db.execute("update orders o set total = b.ordered from order_balances b where b.order_id = o.id");
        db.execute("""
                create function keep_order_total() returns trigger language plpgsql as $$
                begin
                    update orders set total = (select coalesce(sum(quantity * unit_price), 0)
                        from order_lines where order_id = coalesce(new.order_id, old.order_id))
                    where id = coalesce(new.order_id, old.order_id);
                    return null;
                end $$""");
        db.execute("create trigger order_lines_total after insert or update or delete on order_lines"
                + " for each row execute function keep_order_total()");
    }

    @Override
    public void downgrade(DSLContext db) {
        db.execute("drop trigger order_lines_total on order_lines");
        db.execute("drop function keep_order_total()");
        db.alterTable("orders").dropColumn("total").execute();
    }
}
