// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import dev.migrator.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the shop keeps its data. A shop with more customers would put a pool in the place of the plain data source; the
 * migrations take one connection of it for the time of the upgrade.
 *
 * @param dataSource connects to it
 * @param release what is to be done when the shop is closed
 */
record ShopDatabase(DataSource dataSource, Runnable release) implements AutoCloseable {

    static ShopDatabase at(String url, String user, String password) {
        return new ShopDatabase(source(url, user, password), () -> {});
    }

    /** A PostgreSQL of the shop's own, which all its instances in one folder share. */
    static ShopDatabase embedded(Path home) {
        EmbeddedPostgres.Lease lease = EmbeddedPostgres.in(home.resolve(".migrator"), OptionalInt.empty())
                .join();
        return new ShopDatabase(source(lease.jdbcUrl(), lease.user(), lease.password()), lease::close);
    }

    DSLContext sql() {
        return DSL.using(dataSource, SQLDialect.POSTGRES);
    }

    private static DataSource source(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("shop");
        return source;
    }

    @Override
    public void close() {
        release.run();
    }
}
