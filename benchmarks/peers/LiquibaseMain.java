// SPDX-License-Identifier: Apache-2.0
import java.nio.file.Path;
import liquibase.Contexts;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.resource.DirectoryResourceAccessor;

/** The least that a user of the library writes. */
public final class LiquibaseMain {
    public static void main(String[] args) throws Exception {
        var folder = new DirectoryResourceAccessor(Path.of("."));
        var env = System.getenv();
        var database = DatabaseFactory.getInstance()
                .openDatabase(env.get("BENCH_URL"), env.get("BENCH_USER"), env.get("BENCH_PASSWORD"), null, folder);
        try (Liquibase liquibase = new Liquibase("changelog.yaml", folder, database)) {
            liquibase.update(new Contexts());
        }
    }
}
