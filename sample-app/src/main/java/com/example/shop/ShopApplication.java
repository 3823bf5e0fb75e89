// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import dev.migrator.Migrator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A shop that brings its database up to date when it starts, and then serves a small JSON API. Many instances may start at
 * once: one upgrades, the others wait for it and find nothing left to do.
 *
 * <p>It is told by variables what it has to know: {@code SHOP_URL} (a PostgreSQL of yours; an embedded one otherwise), {@code
 * SHOP_USER}, {@code SHOP_PASSWORD}, {@code SHOP_PORT} (8080; 0 for a free one) and {@code SHOP_HOME}, where the embedded
 * server keeps its files (the working directory).
 */
public final class ShopApplication implements AutoCloseable {

    private final ShopDatabase database;
    private final ShopServer server;

    private ShopApplication(ShopDatabase database, ShopServer server) {
        this.database = database;
        this.server = server;
    }

    /** Starts the shop, and keeps it open until the process is told to end. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        // jOOQ greets in the log otherwise.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        ShopApplication shop = start(System.getenv());
        CountDownLatch ending = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            shop.close();
            ending.countDown();
        }));
        System.out.println("the shop is open on http://localhost:" + shop.port());
        ending.await();
    }

    /** Upgrades the database, then opens the shop; a database that cannot be upgraded keeps it closed. */
    static ShopApplication start(Map<String, String> settings) throws IOException {
        ShopDatabase database = settings.containsKey("SHOP_URL")
                ? ShopDatabase.at(settings.get("SHOP_URL"), settings.get("SHOP_USER"), settings.get("SHOP_PASSWORD"))
                : ShopDatabase.embedded(Path.of(settings.getOrDefault("SHOP_HOME", ".")));
        try {
            Migrator migrator = migrator(database);
            migrator.upgrade("head");
            int port = Integer.parseInt(settings.getOrDefault("SHOP_PORT", "8080"));
            return new ShopApplication(database, ShopServer.open(port, database, migrator));
        } catch (IOException | RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    /** The one place that says where the migrations and hooks are; the tests use it as well. A service listens. */
    static Migrator migrator(ShopDatabase database) {
        return Migrator.configure()
                .dataSource(database.dataSource())
                .packages("com.example.shop.migrations")
                .applicationName("shop")
                .hooks("classpath:com/example/shop/hooks")
                .build();
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        database.close();
    }
}
