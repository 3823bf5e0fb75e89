// SPDX-License-Identifier: Apache-2.0
package dev.migrator.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts and stops the server of one folder. Whoever calls holds the door, so that nobody else does the same meanwhile.
 */
final class Server {

    private static final int FIRST_PORT = 54317;
    private static final int PORTS_TO_TRY = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MS = 10;
    /** What a server says while children of a killed one hold its memory, or where another took the port just then. */
    private static final List<String> PASSING =
            List.of("still in use", "lock file", "could not create any TCP/IP sockets");

    private static final Pattern OTHER_VERSION =
            Pattern.compile("initialized by PostgreSQL version (\\d+).* with this version (\\d+)");

    private final Platform platform;
    private final Path home;
    private final Path data;
    private final OptionalInt wantedPort;

    Server(Platform platform, Path home, OptionalInt wantedPort) {
        this.platform = platform;
        this.home = home;
        this.data = home.resolve("data");
        this.wantedPort = wantedPort;
    }

    /** Gives the running server, ready or not. */
    Optional<Postmaster> running() throws IOException {
        Optional<Postmaster> said = Postmaster.read(data);
        return said.isPresent() && said.get().isServerOf(data) ? said : Optional.empty();
    }

    /** Gives the running server, starting it where there is none, once it takes connections. */
    Postmaster ensureRunning() throws IOException, InterruptedException {
        Optional<Postmaster> running = running();
        if (running.isPresent()) {
            Optional<Postmaster> ready = awaitReady(Optional.empty());
            if (ready.isPresent()) {
                return ready.get();
            }
        }
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialize();
        }
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            forgetReusedPid();
            Optional<Postmaster> started = awaitReady(Optional.of(launch(port())));
            if (started.isPresent()) {
                return started.get();
            }
            String log = lastOfLog();
            insistOnOwnVersion(log);
            if (PASSING.stream().noneMatch(log::contains) || System.nanoTime() > giveUp) {
                throw new EmbeddedPostgresException(
                        "the embedded server in " + home + " does not start. Its data is untouched. The end of "
                                + home.resolve("server.log") + ":\n" + log,
                        null);
            }
            Thread.sleep(200);
        }
    }

    /** Data belongs to one major version; the server tells which, in English whatever the locale. */
    private void insistOnOwnVersion(String log) {
        Matcher versions = OTHER_VERSION.matcher(log);
        if (versions.find()) {
            throw new EmbeddedPostgresException(
                    "the data in " + home + " was made by PostgreSQL " + versions.group(1)
                            + ", and the embedded server is now PostgreSQL " + versions.group(2)
                            + ", which cannot read it; the data is untouched. If it is not needed, remove the folder "
                            + home + " and repeat the command. To keep it, dump it with the former version of the tool"
                            + " and pg_dump, then remove the folder and restore the dump",
                    null);
        }
    }

    /** Stops the running server and waits until it is gone; connections are cut, what is committed stays. */
    void stop(Postmaster running) throws IOException, InterruptedException {
        Optional<ProcessHandle> process = ProcessHandle.of(running.pid());
        Path programs = programs().unpacked();
        run(List.of(programs.resolve("bin/pg_ctl").toString(), "kill", "INT", Long.toString(running.pid())), data);
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (process.isPresent() && process.get().isAlive() && running.isServerOf(data)) {
            if (System.nanoTime() > giveUp) {
                throw new EmbeddedPostgresException(
                        "the embedded server (pid " + running.pid() + ") does not stop; see "
                                + home.resolve("server.log"),
                        null);
            }
            Thread.sleep(POLL_MS);
        }
    }

    /** Removes the data of a server that does not run. */
    void forget() throws IOException {
        Binaries.delete(home.resolve("data.new"));
        Binaries.delete(data);
        Files.deleteIfExists(home.resolve("password"));
        Files.deleteIfExists(home.resolve("server.log"));
    }

    String password() throws IOException {
        return Files.readString(home.resolve("password")).strip();
    }

    /** The data appears all at once: what another process left half made is thrown away first. */
    private void initialize() throws IOException, InterruptedException {
        Path half = home.resolve("data.new");
        Binaries.delete(half);
        Files.createDirectory(half);
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String secret = HexFormat.of().formatHex(random);
        Path passwordFile = Files.createTempFile("migrator-", ".pw");
        try {
            Files.writeString(passwordFile, secret + "\n");
            Optional<Integer> uid = uid();
            if (uid.isPresent()) {
                platform.giveTo(uid.get(), half);
                platform.giveTo(uid.get(), passwordFile);
            }
            initdb(half, passwordFile);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        keepPassword(secret);
        Files.move(half, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initdb(Path folder, Path passwordFile) throws IOException, InterruptedException {
        Path program = programs().unpacked().resolve("bin/initdb");
        List<String> command = List.of(
                program.toString(),
                "--pgdata=" + platform.startingFolder(folder),
                "--username=postgres",
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C");
        String failed = run(command, folder);
        if (!failed.isEmpty()) {
            throw new EmbeddedPostgresException(
                    "the data of the embedded server cannot be made in " + home + ":\n" + failed, null);
        }
    }

    private void keepPassword(String secret) throws IOException {
        Path kept = home.resolve("password");
        Files.deleteIfExists(kept);
        Files.createFile(kept);
        if (platform.isPosix()) {
            Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(kept, secret + "\n");
    }

    private Process launch(int port) throws IOException {
        Path programs = programs().unpacked();
        List<String> command = List.of(
                programs.resolve("bin/postgres").toString(),
                "-D",
                platform.startingFolder(data),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=");
        Path log = home.resolve("server.log");
        Files.deleteIfExists(log);
        return builder(platform.detached(platform.as(uid(), command)), data)
                .redirectOutput(log.toFile())
                .start();
    }

    /** Waits for a server that starts, or for one that may be stopping; nothing where it ends instead. */
    private Optional<Postmaster> awaitReady(Optional<Process> launched) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < giveUp) {
            Optional<Postmaster> running = running();
            if (running.isPresent() && running.get().ready()) {
                return running;
            }
            boolean coming = launched.map(Process::isAlive).orElse(running.isPresent());
            if (!coming) {
                return Optional.empty();
            }
            Thread.sleep(POLL_MS);
        }
        throw new EmbeddedPostgresException(
                "the embedded server in " + home + " was not ready within " + PATIENCE.toSeconds() + " s. The end of "
                        + home.resolve("server.log") + ":\n" + lastOfLog(),
                null);
    }

    /**
     * A number in the file that now belongs to another program would stop the server from starting. Where the process
     * is dead the file stays: the server uses it to see that nothing of the dead one is left.
     */
    private void forgetReusedPid() throws IOException {
        Optional<Postmaster> said = Postmaster.read(data);
        if (said.isPresent()
                && ProcessHandle.of(said.get().pid())
                        .filter(ProcessHandle::isAlive)
                        .isPresent()
                && !said.get().isServerOf(data)) {
            Files.deleteIfExists(data.resolve(Postmaster.FILE));
        }
    }

    private int port() throws IOException {
        if (wantedPort.isPresent()) {
            int port = wantedPort.getAsInt();
            if (!isFree(port)) {
                throw new EmbeddedPostgresException(
                        "the port " + port + " (setting embedded.port) is taken by another program; nothing was"
                                + " changed. Stop that program, or set another port",
                        null);
            }
            return port;
        }
        Path remembered = home.resolve("port");
        int first = FIRST_PORT;
        if (Files.exists(remembered)) {
            first = Integer.parseInt(Files.readString(remembered).strip());
        }
        for (int port = first; port < first + PORTS_TO_TRY; port++) {
            if (isFree(port)) {
                Files.writeString(remembered, port + "\n");
                return port;
            }
        }
        throw new EmbeddedPostgresException(
                "no free port was found from " + first + " upwards; set embedded.port to one that is free", null);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Without this, a port whose last connections linger would count as taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Binaries programs() {
        return new Binaries(platform, home.resolve("programs"));
    }

    private Optional<Integer> uid() throws IOException {
        return platform.isRoot() ? Optional.of(platform.serverUid(data)) : Optional.empty();
    }

    /** Runs a program to its end; gives what it said where it failed, or nothing. */
    private String run(List<String> command, Path folder) throws IOException, InterruptedException {
        Process process = builder(platform.as(uid(), command), folder).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return "it did not end within " + PATIENCE.toSeconds() + " s";
        }
        return process.exitValue() == 0 ? "" : said.isBlank() ? "exit code " + process.exitValue() : said;
    }

    private static ProcessBuilder builder(List<String> command, Path folder) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.PIPE);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C");
        return builder;
    }

    private String lastOfLog() throws IOException {
        Path log = home.resolve("server.log");
        if (!Files.exists(log)) {
            return "";
        }
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
    }
}
