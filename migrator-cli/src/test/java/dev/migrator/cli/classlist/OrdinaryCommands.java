// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.classlist;

import dev.migrator.cli.Main;
import dev.migrator.cli.command.Program;
import dev.migrator.cli.option.Surroundings;
import dev.migrator.embedded.EmbeddedPostgres;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What people do with the tool every day, one after the other in one JVM, so that it loads the classes of all of it. */
final class OrdinaryCommands {

    private static final int DONE = 0;
    private static final int WRONG_USAGE = 2;
    private static final int REFUSED = 3;

    private final Path folder;

    private OrdinaryCommands(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs them on the embedded server.
     *
     * @param args the folder for the projects and the server, and the folder of the fixtures' classes
     */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        OrdinaryCommands commands = new OrdinaryCommands(folder);
        try (EmbeddedPostgres.Lease server = EmbeddedPostgres.in(folder.resolve(".migrator"), OptionalInt.empty())
                .join()) {
            commands.write(server, Path.of(args[1]));
            commands.runAll();
        }
        // The last one as a process does it; it ends this one.
        Main.main(new String[] {"-C", args[0], "--config", "sql.properties", "heads"});
    }

    private void write(EmbeddedPostgres.Lease server, Path fixtures) throws IOException {
        String embedded = "url = embedded\nclean-enabled = true\n";
        Files.writeString(
                folder.resolve("sql.properties"),
                "url = " + server.jdbcUrl() + "\nuser = " + server.user() + "\npassword = " + server.password()
                        + "\nclean-enabled = true\nmigrations = sql\n");
        Files.writeString(folder.resolve("sources.properties"), embedded + "migrations = sources\n");
        Files.writeString(
                folder.resolve("classes.properties"),
                embedded + "packages = dev.migrator.cli.fixture.shop\nclasspath = " + fixtures + "\n");
        Path sql = Files.createDirectories(folder.resolve("sql"));
        for (int number = 1; number <= 3; number++) {
            Files.writeString(sql.resolve("bb0" + number + "_step.sql"), """
                    -- migrator: revision bb0%d
                    %s-- migrator: message step %d

                    -- migrator: upgrade
                    create table step%d (id int);

                    -- migrator: downgrade
                    drop table step%d;
                    """.formatted(
                            number,
                            number == 1 ? "" : "-- migrator: downRevision bb0" + (number - 1) + "\n",
                            number,
                            number,
                            number));
        }
        Files.writeString(Files.createDirectories(folder.resolve("sources")).resolve("CreateUsers.java"), """
                import static org.jooq.impl.DSL.field;
                import static org.jooq.impl.DSL.table;
                import static org.jooq.impl.SQLDataType.BIGINT;
                import static org.jooq.impl.SQLDataType.VARCHAR;

                import dev.migrator.migration.Migration;
                import dev.migrator.migration.Revision;
                import org.jooq.DSLContext;

                @Revision(id = "cc01", message = "create users")
                public final class CreateUsers implements Migration {

                    @Override
                    public void upgrade(DSLContext db) {
                        db.createTable("users")
                                .column("id", BIGINT.identity(true))
                                .column("name", VARCHAR(200).notNull())
                                .primaryKey("id")
                                .execute();
                        db.alterTable("users").addColumn("status", VARCHAR(20)).execute();
                        db.insertInto(table("users")).set(field("name"), "a").execute();
                        db.update(table("users")).set(field("status"), "active").execute();
                        db.select(field("name")).from(table("users")).fetch();
                        db.alterTable("users").alterColumn("status").setNotNull().execute();
                        db.createIndex("users_name").on("users", "name").execute();
                    }

                    @Override
                    public void downgrade(DSLContext db) {
                        db.dropTable("users").execute();
                    }
                }
                """);
    }

    private void runAll() {
        run(DONE, "sql", "clean", "--yes");
        for (String project : List.of("sql", "classes", "sources")) {
            run(DONE, project, "status");
            run(DONE, project, "upgrade", "heads", "--plan");
            run(DONE, project, "upgrade", "heads");
            run(DONE, project, "upgrade", "heads");
            for (String verb : List.of("current", "history", "heads", "status", "log", "validate", "branches")) {
                run(DONE, project, verb);
                run(DONE, project, verb, "--json");
            }
            run(DONE, project, "history", "--graph");
            run(DONE, project, "downgrade", "base", "--plan");
            run(DONE, project, "downgrade", "base");
            run(DONE, project, "upgrade", "heads", "--dry-run");
        }
        run(DONE, "sql", "upgrade", "--sql", "--from", "base");
        run(REFUSED, "sql", "upgrade", "nonsense");
        run(WRONG_USAGE, "sql", "nonsense");
        run(DONE, "sql", "config");
        run(DONE, "sql", "show", "bb02");
        run(DONE, "sql", "--version");
        run(DONE, "sql", "--help");
        run(DONE, "sql", "upgrade", "--help");
        run(DONE, "sql", "clean", "--yes");
    }

    private void run(int expected, String project, String... words) {
        List<String> line = new ArrayList<>(List.of("--config", project + ".properties"));
        line.addAll(Arrays.asList(words));
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(stream, stream, Map.of(), folder, false, Optional.empty());
        int exit = new Program(surroundings).run(line.toArray(String[]::new));
        if (exit != expected) {
            throw new IllegalStateException(
                    String.join(" ", line) + " ended with " + exit + ": " + said.toString(StandardCharsets.UTF_8));
        }
    }
}
