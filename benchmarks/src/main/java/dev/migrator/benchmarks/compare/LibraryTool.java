// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import dev.migrator.Migrator;
import dev.migrator.MigratorBuilder;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** The library in this JVM, which has done the same some times before it is measured. Not thread-safe. */
final class LibraryTool implements Tool {

    static final String TITLE = "migrator library, warm JVM";

    private static final int WARM_APPLIES = 3;
    private static final int WARM_LOOKS = 300;

    private final MigratorTool packaged;
    private final Databases databases;
    private final Set<Measure> warm = EnumSet.noneOf(Measure.class);

    LibraryTool(MigratorTool packaged, Databases databases) {
        this.packaged = packaged;
        this.databases = databases;
    }

    @Override
    public String title() {
        return packaged.mode() == MigratorTool.Mode.CLASSES ? TITLE + ", Java classes" : TITLE;
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    /** With nothing to do, the connection is open before. */
    @Override
    public boolean measures(Measure measure) {
        return measure == Measure.TABLES || measure == Measure.SELECTS || measure == Measure.NOTHING_1000;
    }

    @Override
    public void write(Path folder, Body body, int size, Address database) throws IOException {
        packaged.write(folder, body, size, database);
    }

    /** What fills a database. */
    @Override
    public Invocation command(Measure.Verb verb, Address database) {
        return packaged.command(verb, database);
    }

    @Override
    public Invocation.Ended run(Measure measure, Path folder, Address database) {
        try {
            return new Invocation.Ended(
                    measure.applies() ? apply(measure, folder, database) : look(measure, folder, database), 0, "");
        } catch (SQLException | RuntimeException e) {
            return new Invocation.Ended(0, 1, e.toString());
        }
    }

    private double apply(Measure measure, Path folder, Address database) throws SQLException {
        Migrator migrator = configured(folder)
                .url(database.jdbc())
                .user(database.user())
                .password(database.password())
                .build();
        if (warm.add(measure)) {
            for (int i = 0; i < WARM_APPLIES; i++) {
                upgrade(migrator);
                databases.make(database.database());
            }
        }
        return upgrade(migrator);
    }

    private double look(Measure measure, Path folder, Address database) throws SQLException {
        try (Connection connection = Databases.connect(database)) {
            Migrator migrator =
                    configured(folder).dataSource(always(connection)).build();
            int before = warm.add(measure) ? WARM_LOOKS : 1;
            for (int i = 0; i < before; i++) {
                upgrade(migrator);
            }
            return upgrade(migrator);
        }
    }

    private static double upgrade(Migrator migrator) {
        long start = System.nanoTime();
        migrator.upgrade("head");
        return (System.nanoTime() - start) / 1e6;
    }

    private MigratorBuilder configured(Path folder) {
        return configured(packaged.mode(), folder);
    }

    static MigratorBuilder configured(MigratorTool.Mode mode, Path folder) {
        return mode == MigratorTool.Mode.CLASSES
                ? Migrator.configure().packages("bench").classpath(List.of(folder.resolve("classes")))
                : Migrator.configure().folders(List.of(folder.resolve("migrations")));
    }

    /** A data source that hands out one connection, as a pool of one does. */
    static DataSource always(Connection connection) {
        ClassLoader loader = LibraryTool.class.getClassLoader();
        Object held = Proxy.newProxyInstance(loader, new Class<?>[] {Connection.class}, (proxy, method, args) -> {
            if (method.getName().equals("close")) {
                return null;
            }
            try {
                return method.invoke(connection, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
        return (DataSource)
                Proxy.newProxyInstance(loader, new Class<?>[] {DataSource.class}, (proxy, method, args) -> held);
    }
}
