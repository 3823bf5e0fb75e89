// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.migrator.Migrator;
import dev.migrator.plan.Status;
import dev.migrator.revision.RevisionId;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jooq.exception.DataAccessException;

/** The shop's door: JSON over HTTP. */
final class ShopServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    private final HttpServer server;
    private final ExecutorService workers = Executors.newFixedThreadPool(8);

    private ShopServer(HttpServer server) {
        this.server = server;
    }

    static ShopServer open(int port, ShopDatabase database, Migrator migrator) throws IOException {
        ShopServer shop = new ShopServer(HttpServer.create(new InetSocketAddress(port), 0));
        Catalogue catalogue = new Catalogue(database);
        Orders orders = new Orders(database);
        shop.serve("/health", exchange -> health(migrator.status()));
        shop.serve(
                "/products",
                exchange -> isPost(exchange)
                        ? new Reply(201, catalogue.add(body(exchange, Catalogue.Product.class)))
                        : new Reply(200, catalogue.products(query(exchange, "q"))));
        shop.serve(
                "/orders",
                exchange -> isPost(exchange)
                        ? new Reply(201, orders.place(body(exchange, Orders.Basket.class)))
                        : order(orders, exchange));
        shop.server.setExecutor(shop.workers);
        shop.server.start();
        return shop;
    }

    /** What the database has, what the code has, and what is missing; a load balancer needs the status alone. */
    private static Reply health(Status status) {
        List<RevisionId> pending = status.missing();
        return new Reply(
                pending.isEmpty() ? 200 : 503,
                Map.of(
                        "current", names(status.current()),
                        "heads", names(status.heads()),
                        "pending", names(pending)));
    }

    private static List<String> names(List<RevisionId> ids) {
        return ids.stream().map(RevisionId::value).toList();
    }

    private static Reply order(Orders orders, HttpExchange exchange) {
        String id = exchange.getRequestURI().getPath().replaceFirst("^/orders/?", "");
        return Optional.of(id)
                .filter(given -> given.matches("[0-9]{1,18}"))
                .flatMap(given -> orders.order(Long.parseLong(given)))
                .map(order -> new Reply(200, order))
                .orElseGet(() -> Reply.problem(404, "there is no order '" + id + "'"));
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdown();
    }

    private void serve(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                answer(handler, exchange).send(exchange);
            }
        });
    }

    private static Reply answer(Handler handler, HttpExchange exchange) throws IOException {
        try {
            return handler.handle(exchange);
        } catch (JacksonException | IllegalArgumentException wrong) {
            return Reply.problem(400, String.valueOf(wrong.getMessage()));
        } catch (DataAccessException refused) {
            return Reply.problem(refused.sqlState().startsWith("23") ? 409 : 500, String.valueOf(refused.getMessage()));
        } catch (RuntimeException failure) {
            return Reply.problem(500, String.valueOf(failure.getMessage()));
        }
    }

    private static boolean isPost(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST");
    }

    private static <T> T body(HttpExchange exchange, Class<T> type) throws IOException {
        return JSON.readValue(exchange.getRequestBody(), type);
    }

    private static Optional<String> query(HttpExchange exchange, String name) {
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return List.of(query.split("&", -1)).stream()
                .filter(part -> part.startsWith(name + "="))
                .map(part -> URLDecoder.decode(part.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }

    @FunctionalInterface
    private interface Handler {
        Reply handle(HttpExchange exchange) throws IOException;
    }

    /**
     * An answer.
     *
     * @param status the status
     * @param document what is sent as JSON
     */
    private record Reply(int status, Object document) {

        static Reply problem(int status, String message) {
            return new Reply(status, Map.of("error", message));
        }

        void send(HttpExchange exchange) throws IOException {
            byte[] bytes = JSON.writeValueAsBytes(document);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
