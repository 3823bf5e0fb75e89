// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.trim;
import static org.jooq.impl.SQLDataType.BIGINT;
import static org.jooq.impl.SQLDataType.VARCHAR;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Phase;
import dev.migrator.migration.Precondition;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;
import org.jooq.Field;

/**
 * A migration is Java: what SQL says badly, such as where a family name begins, is said in the language of the
 * application. It takes away a column that the release before reads, and so is a contract; what it cannot split is told
 * before it begins.
 */
@Revision(
        id = "73e1c8f0a25d",
        downRevision = "0d96b3a5e7f4",
        phase = Phase.CONTRACT,
        message = "split customer names into given and family name")
@Precondition(
        query = "select not exists (select from customers where btrim(name) = '')",
        message = "a customer has no name to split; give each one")
public final class SplitCustomerNames implements Migration {

    private static final Field<Long> ID = field("id", BIGINT);
    private static final Field<String> NAME = field("name", VARCHAR);

    @Override
    public void upgrade(DSLContext db) {
        db.alterTable("customers").addColumn("given_name", VARCHAR(100)).execute();
        db.alterTable("customers").addColumn("family_name", VARCHAR(100)).execute();
        for (var customer : db.select(ID, NAME).from("customers").fetch()) {
            String[] names = customer.get(NAME).strip().split(" +(?=[^ ]+$)", 2);
            db.update(table("customers"))
                    .set(field("given_name", VARCHAR), names.length == 2 ? names[0] : "")
                    .set(field("family_name", VARCHAR), names[names.length - 1])
                    .where(ID.eq(customer.get(ID)))
                    .execute();
        }
        db.alterTable("customers").alterColumn("given_name").setNotNull().execute();
        db.alterTable("customers").alterColumn("family_name").setNotNull().execute();
        db.alterTable("customers").dropColumn("name").execute();
    }

    @Override
    public void downgrade(DSLContext db) {
        db.alterTable("customers").addColumn("name", VARCHAR(200)).execute();
        db.update(table("customers"))
                .set(NAME, trim(concat(field("given_name"), inline(" "), field("family_name"))))
                .execute();
        db.alterTable("customers").alterColumn("name").setNotNull().execute();
        db.alterTable("customers")
                .drop(field("given_name"), field("family_name"))
                .execute();
    }
}
