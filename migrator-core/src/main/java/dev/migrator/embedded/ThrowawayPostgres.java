// SPDX-License-Identifier: Apache-2.0
package dev.migrator.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A server that nobody has used before, and that is gone with all its data once it is closed. One at a time runs in a folder:
 * who comes second waits. What a killed process left is removed by the next. To be closed by the thread that started it.
 */
public final class ThrowawayPostgres implements AutoCloseable {

    private static final String USER = "postgres";

    private final Path home;
    private final Server server;
    private final FileGate alone;
    private final Postmaster running;
    private final String password;

    private ThrowawayPostgres(Path home, Server server, FileGate alone, Postmaster running) throws IOException {
        this.home = home;
        this.server = server;
        this.alone = alone;
        this.running = running;
        this.password = server.password();
    }

    /**
     * Starts one.
     *
     * @param folder where its files are meanwhile
     * @throws EmbeddedPostgresException where it cannot be started
     */
    public static ThrowawayPostgres in(Path folder) {
        Path home = folder.toAbsolutePath().normalize();
        Server server = new Server(Platform.current(), home, OptionalInt.empty());
        try {
            Files.createDirectories(home);
            FileGate alone = FileGate.exclusive(home.resolve("alone.lock"));
            try {
                remove(server);
                return new ThrowawayPostgres(home, server, alone, server.ensureRunning());
            } catch (IOException | InterruptedException | RuntimeException e) {
                alone.close();
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(home, e);
        } catch (InterruptedException e) {
            throw interrupted(home, e);
        }
    }

    private static void remove(Server server) throws IOException, InterruptedException {
        Optional<Postmaster> left = server.running();
        if (left.isPresent()) {
            server.stop(left.get());
        }
        server.forget();
    }

    /** The address for JDBC, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + running.port() + "/postgres";
    }

    /** The user, who may do everything. */
    public String user() {
        return USER;
    }

    /** The user's password. */
    public String password() {
        return password;
    }

    /**
     * Stops it, and removes its data.
     *
     * @throws EmbeddedPostgresException where it does not stop
     */
    @Override
    public void close() {
        try (alone) {
            remove(server);
        } catch (IOException e) {
            throw unwritable(home, e);
        } catch (InterruptedException e) {
            throw interrupted(home, e);
        }
    }

    private static EmbeddedPostgresException unwritable(Path home, IOException e) {
        return new EmbeddedPostgresException(
                "the throwaway server cannot use its folder " + home + ": " + e
                        + ". See that the folder belongs to you and can be written",
                e);
    }

    private static EmbeddedPostgresException interrupted(Path home, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EmbeddedPostgresException("interrupted while waiting for the throwaway server in " + home, e);
    }
}
