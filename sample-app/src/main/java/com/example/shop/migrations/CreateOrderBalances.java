// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.SQLDataType.NUMERIC;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import java.math.BigDecimal;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

@Revision(id = "6ba9f5d1c830", downRevision = "e47c18f2063b", message = "show what is still to be paid")
public final class CreateOrderBalances implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        Table<?> orders = table("orders").as("o");
        db.createView("order_balances")
                .as(select(
                                field("o.id").as("order_id"),
                                total("quantity * unit_price", "order_lines").as("ordered"),
                                total("amount", "payments").as("paid"))
                        .from(orders))
                .execute();
    }

    @Override
    public void downgrade(DSLContext db) {
        db.dropView("order_balances").execute();
    }

    private static Field<BigDecimal> total(String what, String from) {
        return field(select(coalesce(sum(field(what, NUMERIC)), inline(BigDecimal.ZERO)))
                .from(table(from))
                .where(field(from + ".order_id").eq(field("o.id"))));
    }
}
