// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrator.testing.FreshDatabase;
import dev.migrator.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shop in this process, on a database that was empty. */
@ExtendWith(FreshDatabase.class)
class ShopIT {

    private static final String ENGINE =
            "{\"sku\": \"ENG-1\", \"name\": \"Analytical engine\", \"price\": 100.50, \"category\": \"Engines\"}";

    private static final String BASKET = """
            {"customer": {"email": "ada@example.com", "givenName": "Ada", "familyName": "Lovelace"},
             "lines": [{"sku": "ENG-1", "quantity": 3}]}""";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void products_are_added_and_found_by_their_words(TestDatabase database) throws Exception {
        try (ShopApplication shop = open(database)) {
            assertThat(post(shop, "/products", ENGINE).statusCode()).isEqualTo(201);
            assertThat(post(shop, "/products", ENGINE.replace("100.50", "99.90"))
                            .body())
                    .contains("99.90");
            post(shop, "/products", ENGINE.replace("ENG-1", "ENG-2").replace("Analytical", "Difference"));

            assertThat(get(shop, "/products").body()).contains("ENG-1", "ENG-2");
            assertThat(get(shop, "/products?q=analytical%20ENGINE").body())
                    .isEqualTo("[{\"sku\":\"ENG-1\",\"name\":\"Analytical engine\",\"price\":99.90,"
                            + "\"category\":\"Engines\"}]");
        }
    }

    @Test
    void an_order_costs_what_its_lines_cost(TestDatabase database) throws Exception {
        try (ShopApplication shop = open(database)) {
            post(shop, "/products", ENGINE);

            assertThat(post(shop, "/orders", BASKET).body())
                    .isEqualTo("{\"id\":1,\"email\":\"ada@example.com\",\"status\":\"new\",\"total\":301.50,"
                            + "\"lines\":[{\"sku\":\"ENG-1\",\"quantity\":3}]}");
            assertThat(get(shop, "/orders/1").statusCode()).isEqualTo(200);
            assertThat(database.query("select table_name from audit_log order by id"))
                    .contains("orders", "order_lines");
        }
    }

    @Test
    void what_cannot_be_is_answered_with_a_reason_and_changes_nothing(TestDatabase database) throws Exception {
        try (ShopApplication shop = open(database)) {
            assertThat(post(shop, "/products", "{}").statusCode()).isEqualTo(400);
            assertThat(post(shop, "/products", "no json").statusCode()).isEqualTo(400);
            assertThat(post(shop, "/products", ENGINE.replace("100.50", "-1")).statusCode())
                    .isEqualTo(409);
            assertThat(post(shop, "/orders", BASKET).body()).contains("there is no product ENG-1");
            assertThat(get(shop, "/orders/1").statusCode()).isEqualTo(404);
            assertThat(get(shop, "/orders/x").statusCode()).isEqualTo(404);
            assertThat(database.query("select 1 from products union all select 1 from orders"))
                    .isEmpty();
        }
    }

    @Test
    void an_upgrade_is_followed_by_its_hook_and_heard_of(TestDatabase database) throws Exception {
        List<String> said = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord told) {
                said.add(new SimpleFormatter().formatMessage(told));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(SchemaListener.class.getName());
        logger.addHandler(handler);
        try (ShopApplication shop = open(database)) {
            assertThat(get(shop, "/health").statusCode()).isEqualTo(200);
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(database.query(
                        "select revision || ' ' || outcome from migrator_history where kind = 'hook' order by id"))
                .containsExactly("after-upgrade started", "after-upgrade done");
        assertThat(said).contains("the schema is as it should be after 20 step(s)");
    }

    @Test
    void health_tells_what_the_database_has_and_what_it_lacks(TestDatabase database) throws Exception {
        try (ShopApplication shop = open(database)) {
            HttpResponse<String> well = get(shop, "/health");
            assertThat(well.statusCode()).isEqualTo(200);
            assertThat(well.body()).contains("\"current\":[\"4c7e92b0d15f\"]", "\"pending\":[]");

            ShopDatabase same = ShopDatabase.at(database.url(), database.user(), database.password());
            ShopApplication.migrator(same).downgrade("-1");

            HttpResponse<String> behind = get(shop, "/health");
            assertThat(behind.statusCode()).isEqualTo(503);
            assertThat(behind.body()).contains("\"current\":[\"9a41d6e8c057\"]", "\"pending\":[\"4c7e92b0d15f\"]");
        }
    }

    private static ShopApplication open(TestDatabase database) throws Exception {
        return ShopApplication.start(Map.of(
                "SHOP_URL", database.url(),
                "SHOP_USER", database.user(),
                "SHOP_PASSWORD", database.password(),
                "SHOP_PORT", "0"));
    }

    private HttpResponse<String> get(ShopApplication shop, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(address(shop, path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(ShopApplication shop, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address(shop, path))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI address(ShopApplication shop, String path) {
        return URI.create("http://localhost:" + shop.port() + path);
    }
}
