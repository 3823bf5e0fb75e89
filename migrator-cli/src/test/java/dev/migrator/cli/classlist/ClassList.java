// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.classlist;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Writes down which classes ordinary commands load; the launcher makes its archive from that. A part of the build, and one
 * that it can do without: where the embedded server cannot start, the tool is packaged without a list.
 */
final class ClassList {

    private static final int LONGEST_MINUTES = 2;

    private final Path target;
    private final Path list;
    private final List<Path> jars;

    private ClassList(Path target, Path list, List<Path> jars) {
        this.target = target;
        this.list = list;
        this.jars = jars;
    }

    /**
     * Writes the list, unless there is one of these very jars.
     *
     * @param args the build's folder, the name of the tool's own jar in it, and the file to write
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path target = Path.of(args[0]);
        List<Path> jars = new ArrayList<>(List.of(target.resolve(args[1])));
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            libraries.sorted().forEach(jars::add);
        }
        ClassList list = new ClassList(target, Path.of(args[2]), jars);
        if (!list.upToDate()) {
            list.write();
        }
    }

    private boolean upToDate() throws IOException {
        if (!Files.exists(list)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(list)) {
            return lines.findFirst().equals(Optional.of(title()));
        }
    }

    /** Tells what the list was made of. Within the archive all jars have one time, and some may have the size of others. */
    private String title() throws IOException {
        MessageDigest digest = sha256();
        for (Path jar : jars) {
            digest.update(Files.readAllBytes(jar));
        }
        return "# jars " + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write() throws IOException, InterruptedException {
        Files.deleteIfExists(list);
        Path work = Files.createDirectories(target.resolve("class-list"));
        Path recorded = work.resolve("recorded.txt");
        Path said = work.resolve("output.txt");
        Files.deleteIfExists(recorded);
        Process commands = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:off",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:DumpLoadedClassList=" + recorded,
                        // As the tool's own start has them.
                        "-Dorg.jooq.no-logo=true",
                        "-Dorg.jooq.no-tips=true",
                        "-Djava.util.logging.config.class=dev.migrator.cli.Logging",
                        "-cp",
                        Stream.concat(jars.stream(), Stream.of(target.resolve("test-classes")))
                                .map(Path::toString)
                                .collect(Collectors.joining(File.pathSeparator)),
                        OrdinaryCommands.class.getName(),
                        work.toString(),
                        target.resolve("test-classes").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        boolean ended = commands.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            commands.destroyForcibly();
        }
        if (!ended || commands.exitValue() != 0 || !Files.exists(recorded)) {
            System.out.println(
                    "No class list is packaged, and the tool starts slower: the commands that it is made of did not"
                            + " all run; see " + said);
            return;
        }
        Files.createDirectories(list.getParent());
        Files.write(list, shipped(Files.readAllLines(recorded)), StandardCharsets.UTF_8);
    }

    /** Leaves out what neither the platform nor the jars have. */
    private List<String> shipped(List<String> recorded) throws IOException {
        Set<String> classes = new HashSet<>();
        for (Path jar : jars) {
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                zip.stream().map(ZipEntry::getName).forEach(classes::add);
            }
        }
        return Stream.concat(
                        Stream.of(title()),
                        recorded.stream().filter(line -> !line.startsWith("#") && isShipped(line, classes)))
                .toList();
    }

    private static boolean isShipped(String line, Set<String> classes) {
        String[] words = line.split(" ");
        if (words[0].equals("@lambda-form-invoker")) {
            return true;
        }
        boolean lambda = words[0].equals("@lambda-proxy");
        String file = words[lambda ? 1 : 0] + ".class";
        boolean there =
                classes.contains(file) || ClassLoader.getPlatformClassLoader().getResource(file) != null;
        // To archive a lambda links its interface, and a class of Java 5 that is linked is left out with all that is
        // below it.
        boolean ofOldInterface = lambda && line.contains(")Lpicocli/CommandLine$I");
        return there && !line.contains(" source: ") && !ofOldInterface;
    }
}
