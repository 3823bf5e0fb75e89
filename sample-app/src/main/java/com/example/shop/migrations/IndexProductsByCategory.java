// SPDX-License-Identifier: Apache-2.0
package com.example.shop.migrations;

import dev.migrator.migration.Migration;
import dev.migrator.migration.Revision;
import org.jooq.DSLContext;

/**
 * PostgreSQL builds an index beside running writers only outside a transaction, hence {@code transactional = false}. If
 * the build breaks off it leaves an invalid index behind; dropping that first makes it safe to run again, which
 * {@code rerunnable = true} says.
 */
@Revision(
        id = "1e85c4a96f70",
        downRevision = "b6f2907c3ed1",
        message = "index products by category, without blocking writers",
        transactional = false,
        rerunnable = true)
public final class IndexProductsByCategory implements Migration {

    @Override
    public void upgrade(DSLContext db) {
        db.execute("drop index concurrently if exists products_category_idx");
        db.execute("create index concurrently products_category_idx on products (category_id, name)");
    }

    @Override
    public void downgrade(DSLContext db) {
        db.execute("drop index concurrently if exists products_category_idx");
    }
}
