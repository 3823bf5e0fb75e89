// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test that asks for a {@link TestDatabase} an empty one, or for {@link PostgresPrograms} those of its server, on a server that all tests of the JVM share. */
public final class FreshDatabase implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(FreshDatabase.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TestDatabase.class || type == PostgresPrograms.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        // The build hands classes to its processes one by one, each a run of its own to JUnit, but one session.
        TestServer server = context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .getOrComputeIfAbsent("server", key -> new Shared(start()), Shared.class)
                .server();
        return parameter.getParameter().getType() == PostgresPrograms.class
                ? server.programs()
                : database(server, context);
    }

    private static TestDatabase database(TestServer server, ExtensionContext context) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        TestDatabase database = new TestDatabase(name, server.jdbcUrlPrefix() + name, server.user(), server.password());
        TestDatabase admin =
                new TestDatabase("postgres", server.jdbcUrlPrefix() + "postgres", server.user(), server.password());
        try {
            admin.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("no database for the test", e);
        }
        context.getStore(NAMESPACE)
                .put(name, (AutoCloseable) () -> admin.execute("drop database " + name + " with (force)"));
        return database;
    }

    private static TestServer start() {
        try {
            return TestServer.start();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("no server for the tests", e);
        }
    }

    private record Shared(TestServer server) implements AutoCloseable {
        @Override
        public void close() throws Exception {
            server.close();
        }
    }
}
