// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import dev.migrator.Migrator;
import dev.migrator.MigratorBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * Two revisions, a seed and a folder of hooks beside them; each writes its name into the table {@code trace}.
 *
 * @param root the folder that both folders are in
 */
public record HookFolders(Path root) {

    /** What each wrote, in order. */
    public static final String TRACE = "select what from trace order by id";

    /** What is told of it, in order. */
    public static final String HISTORY = "select kind || ' ' || revision || ' ' || operation || ' ' || outcome"
            + " || coalesce(', ' || note, '') from migrator_history order by id";

    public static HookFolders in(Path root) throws IOException {
        Files.createDirectories(root.resolve("db"));
        Files.createDirectories(root.resolve("hooks"));
        HookFolders folders = new HookFolders(root);
        folders.revision("aa11", "", trace("aa11"), trace("-aa11"));
        folders.revision("aa12", "-- migrator: downRevision aa11\n", trace("aa12"), trace("-aa12"));
        folders.file(
                "admins",
                "-- migrator: seed admins\n-- migrator: apply\n" + trace("admins") + "-- migrator: remove\n"
                        + trace("-admins"));
        return folders;
    }

    /** Makes the table. */
    public TestDatabase traced(TestDatabase database) {
        try {
            database.execute("create table if not exists trace (id int generated always as identity, what text,"
                    + " tx xid8 default pg_current_xact_id())");
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String trace(String what) {
        return "insert into trace (what) values ('" + what + "');\n";
    }

    public Path migrations() {
        return root.resolve("db");
    }

    public void revision(String id, String header, String up, String down) throws IOException {
        file(
                id,
                "-- migrator: revision " + id + "\n" + header + "-- migrator: upgrade\n" + up
                        + "-- migrator: downgrade\n" + down);
    }

    public void file(String name, String text) throws IOException {
        Files.writeString(migrations().resolve(name + ".sql"), text);
    }

    /** Hooks that write their names. */
    public void hooks(String... names) throws IOException {
        for (String name : names) {
            hook(name, trace(name));
        }
    }

    public Path hook(String name, String sql) throws IOException {
        return Files.writeString(root.resolve("hooks").resolve(name + ".sql"), sql);
    }

    public List<Path> folders() {
        return List.of(migrations());
    }

    /** A process of its own that upgrades to the head. */
    public ChildProcess upgrading(TestDatabase database) throws IOException {
        traced(database);
        return ChildProcess.run(database, migrations().toString(), "upgrade", "head");
    }

    /** A migrator of these, on a database in which the table is. */
    public MigratorBuilder builder(TestDatabase database) {
        return Migrator.configure().dataSource(traced(database).dataSource()).folders(folders());
    }
}
