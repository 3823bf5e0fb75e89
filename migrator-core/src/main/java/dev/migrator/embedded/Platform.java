// SPDX-License-Identifier: Apache-2.0
package dev.migrator.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What depends on the operating system and on the user: folders, users, and how to start a program as another. */
final class Platform {

    private static final int NOBODY = 65534;

    private final boolean linux;
    private final boolean windows;
    private final Map<String, String> environment;

    private Platform(String osName, Map<String, String> environment) {
        String os = osName.toLowerCase(Locale.ROOT);
        this.linux = os.contains("linux");
        this.windows = os.contains("win");
        this.environment = environment;
    }

    static Platform current() {
        return new Platform(System.getProperty("os.name"), System.getenv());
    }

    boolean isPosix() {
        return !windows;
    }

    /** PostgreSQL refuses to run as root, for good reasons. */
    boolean isRoot() {
        try {
            return linux
                    ? Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                    : !windows && "root".equals(System.getProperty("user.name"));
        } catch (IOException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }

    /** Where unpacked programs are kept: for root in a place that an unprivileged user can reach. */
    Path cacheFolder() {
        if (isRoot()) {
            return Path.of("/var/cache/migrator");
        }
        String home = System.getProperty("user.home");
        if (windows) {
            return Path.of(Objects.requireNonNullElse(environment.get("LOCALAPPDATA"), home), "migrator");
        }
        String configured = Objects.requireNonNullElse(environment.get("XDG_CACHE_HOME"), "");
        return configured.isEmpty() ? Path.of(home, ".cache", "migrator") : Path.of(configured, "migrator");
    }

    /** Refuses programs that somebody else could have put there. */
    void insistOnTrustworthy(Path folder) throws IOException {
        if (!isPosix()) {
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        boolean writable = permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE);
        int owner = owner(folder);
        boolean foreign = linux && owner != 0 && owner != owner(Path.of("/proc/self"));
        if (writable || foreign) {
            throw new IOException("the folder " + folder + " belongs to somebody else or can be written by others;"
                    + " remove it, so that it is unpacked anew");
        }
    }

    int owner(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:uid");
    }

    /** Gives a file or folder to the user that the server runs as. */
    void giveTo(int uid, Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", uid);
        Files.setAttribute(file, "unix:gid", uid);
    }

    /** For root: whoever the data belongs to already, else nobody. */
    int serverUid(Path data) throws IOException {
        int owner = Files.isDirectory(data) ? owner(data) : 0;
        return owner == 0 ? NOBODY : owner;
    }

    /**
     * What a command that {@link #as} made may call the folder that it is started in. An unprivileged user may not be able
     * to reach it by its path, and programs up to PostgreSQL 15 leave it for a moment and could not return: it is reached
     * through an open file.
     */
    String startingFolder(Path folder) {
        return linux ? "/proc/self/fd/3" : folder.toString();
    }

    /** Puts before a command what makes it run as another user, where it must. */
    List<String> as(Optional<Integer> uid, List<String> command) {
        List<String> whole = new ArrayList<>();
        uid.ifPresent(id -> {
            if (find("setpriv").isEmpty()) {
                throw new EmbeddedPostgresException(
                        "the embedded server cannot run as root, and the program setpriv (of util-linux), which would"
                                + " start it as an unprivileged user, is missing; install it, or run as an ordinary user",
                        null);
            }
            whole.addAll(List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups", "--"));
        });
        if (linux) {
            whole.addAll(List.of("sh", "-c", "exec 3<. && exec \"$@\"", "sh"));
        }
        whole.addAll(command);
        return whole;
    }

    /** Puts before a command what keeps it alive when the terminal sends Ctrl-C to all that runs in it. */
    List<String> detached(List<String> command) {
        if (!isPosix() || find("setsid").isEmpty()) {
            return command;
        }
        return Stream.concat(Stream.of("setsid"), command.stream()).toList();
    }

    private Optional<Path> find(String program) {
        String path = Objects.requireNonNullElse(environment.get("PATH"), "/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
