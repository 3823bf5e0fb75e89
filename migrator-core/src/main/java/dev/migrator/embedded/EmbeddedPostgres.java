// SPDX-License-Identifier: Apache-2.0
package dev.migrator.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The embedded server of one project. Several processes share it: the first starts it, each holds a lease, and the last
 * one out stops it, unless it is kept. Immutable and thread-safe.
 *
 * <p>Two files do the bookkeeping, by locks that go with the process that holds them: {@code door.lock} is held while
 * somebody starts, stops, comes or leaves; {@code users.lock} is shared by all who use the server.
 */
public final class EmbeddedPostgres {

    private static final String USER = "postgres";
    private static final String DATABASE = "postgres";

    /** A file lock belongs to a JVM: all leases of one JVM share one hold on {@code users.lock}. */
    private static final ConcurrentHashMap<Path, Hold> HOLDS = new ConcurrentHashMap<>();

    private final Path home;
    private final Server server;

    private EmbeddedPostgres(Path home, Server server) {
        this.home = home;
        this.server = server;
    }

    /**
     * Addresses the server of a project; nothing is started or written yet.
     *
     * @param folder where the project keeps what is the tool's own, as a rule {@code .migrator}
     * @param port the port to listen on; a free one is chosen once and remembered otherwise
     */
    public static EmbeddedPostgres in(Path folder, OptionalInt port) {
        Path home = folder.toAbsolutePath().normalize().resolve("postgres");
        return new EmbeddedPostgres(home, new Server(Platform.current(), home, port));
    }

    /**
     * Joins the server, starting it where it does not run: about four seconds the very first time, under one later.
     *
     * @return a lease, to be closed by whoever is done
     * @throws EmbeddedPostgresException where it cannot be started
     */
    public Lease join() {
        return behindTheDoor(() -> {
            Postmaster running = server.ensureRunning();
            Hold hold = HOLDS.get(home);
            HOLDS.put(
                    home,
                    hold == null
                            ? new Hold(FileGate.shared(home.resolve("users.lock")), 1)
                            : new Hold(hold.gate(), hold.leases() + 1));
            return new Lease(this, running.port(), server.password());
        });
    }

    /**
     * Starts the server where it does not run, and keeps it running until it is stopped.
     *
     * @throws EmbeddedPostgresException where it cannot be started
     */
    public Status start() {
        return behindTheDoor(() -> {
            Postmaster running = server.ensureRunning();
            Files.writeString(keepMarker(), "");
            return status(Optional.of(running));
        });
    }

    /**
     * Stops the server, and keeps it no longer.
     *
     * @return whether it was running
     * @throws EmbeddedPostgresException where other commands are using it
     */
    public boolean stop() {
        if (!Files.isDirectory(home)) {
            return false;
        }
        return behindTheDoor(() -> {
            if (HOLDS.containsKey(home) || !FileGate.isFree(home.resolve("users.lock"))) {
                throw new EmbeddedPostgresException(
                        "other commands are using the embedded server in " + home
                                + "; it was not stopped. Wait until they end",
                        null);
            }
            Files.deleteIfExists(keepMarker());
            Optional<Postmaster> running = server.running();
            if (running.isPresent()) {
                server.stop(running.get());
            }
            return running.isPresent();
        });
    }

    /** Tells how the server stands, without starting or writing anything. */
    public Status status() {
        try {
            return status(server.running());
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Gives an address for psql and the like, password included.
     *
     * @throws EmbeddedPostgresException where the server does not run
     */
    public String psqlUrl() {
        try {
            Postmaster running = server.running()
                    .orElseThrow(() -> new EmbeddedPostgresException(
                            "the embedded server in " + home + " does not run; start it with: migrator embedded start",
                            null));
            return "postgresql://" + USER + ":" + server.password() + "@127.0.0.1:" + running.port() + "/" + DATABASE;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void leave() {
        behindTheDoor(() -> {
            Hold hold = HOLDS.get(home);
            if (hold != null && hold.leases() > 1) {
                HOLDS.put(home, new Hold(hold.gate(), hold.leases() - 1));
            } else if (hold != null) {
                HOLDS.remove(home);
                hold.gate().close();
                stopIfLast();
            }
            return true;
        });
    }

    private void stopIfLast() throws IOException, InterruptedException {
        if (Files.exists(keepMarker()) || !FileGate.isFree(home.resolve("users.lock"))) {
            return;
        }
        Optional<Postmaster> running = server.running();
        if (running.isPresent()) {
            server.stop(running.get());
        }
    }

    private Status status(Optional<Postmaster> running) {
        return new Status(
                running.map(found -> OptionalLong.of(found.pid())).orElse(OptionalLong.empty()),
                running.map(found -> OptionalInt.of(found.port())).orElse(OptionalInt.empty()),
                Files.exists(keepMarker()),
                home);
    }

    private Path keepMarker() {
        return home.resolve("keep");
    }

    private <T> T behindTheDoor(Work<T> work) {
        try {
            Files.createDirectories(home);
            try (FileGate door = FileGate.exclusive(home.resolve("door.lock"))) {
                return work.run();
            }
        } catch (IOException e) {
            throw unwritable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("interrupted while waiting for the embedded server in " + home, e);
        }
    }

    private EmbeddedPostgresException unwritable(IOException e) {
        return new EmbeddedPostgresException(
                "the embedded server cannot use its folder " + home + ": " + e
                        + ". See that the folder belongs to you and can be written, or set url to a server",
                e);
    }

    /**
     * How the server stands.
     *
     * @param pid its process, where it runs
     * @param port its port, where it runs
     * @param kept whether it goes on running when nobody uses it
     * @param folder where its files are
     */
    public record Status(OptionalLong pid, OptionalInt port, boolean kept, Path folder) {

        /** Whether it runs. */
        public boolean running() {
            return pid.isPresent();
        }
    }

    /** The right to use the server until it is closed. Thread-safe; closing twice does nothing. */
    public static final class Lease implements AutoCloseable {

        private final EmbeddedPostgres owner;
        private final int port;
        private final String password;
        private boolean closed;

        private Lease(EmbeddedPostgres owner, int port, String password) {
            this.owner = owner;
            this.port = port;
            this.password = password;
        }

        /** The address for JDBC, without user and password. */
        public String jdbcUrl() {
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
        }

        /** The user, who may do everything. */
        public String user() {
            return USER;
        }

        /** The user's password. */
        public String password() {
            return password;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                owner.leave();
            }
        }
    }

    private record Hold(FileGate gate, int leases) {}

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException, InterruptedException;
    }
}
