// SPDX-License-Identifier: Apache-2.0
package dev.migrator.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server says of itself in its {@code postmaster.pid}.
 *
 * @param pid the process
 * @param port the port it listens on
 * @param ready whether it takes connections
 */
record Postmaster(long pid, int port, boolean ready) {

    static final String FILE = "postmaster.pid";

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Gives what the file says, or nothing where it is missing or not yet whole. */
    static Optional<Postmaster> read(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(data.resolve(FILE));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return lines.size() <= PORT_LINE
                    ? Optional.empty()
                    : Optional.of(new Postmaster(
                            Long.parseLong(lines.get(0).strip()),
                            Integer.parseInt(lines.get(PORT_LINE).strip()),
                            lines.size() > STATUS_LINE
                                    && lines.get(STATUS_LINE).strip().equals("ready")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the process lives and is the server of that data: numbers of processes are used again. */
    boolean isServerOf(Path data) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return false;
        }
        Path folder = Path.of("/proc", Long.toString(pid), "cwd");
        if (Files.isSymbolicLink(folder)) {
            try {
                return folder.toRealPath().equals(data.toRealPath());
            } catch (IOException e) {
                // It has just ended, or belongs to somebody else, and is not ours either way.
                return false;
            }
        }
        return process.get()
                .info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(false);
    }
}
