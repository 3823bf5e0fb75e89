// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Java source.
 *
 * @param folder the folder that was named
 * @param name where it is below that, with slashes
 * @param file the file
 * @param text its text, read as UTF-8
 * @param unreadableLine the first line that is no UTF-8, from 1; 0 where there is none
 */
record Source(Path folder, String name, Path file, String text, int unreadableLine) {

    private static final String SUFFIX = ".java";
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.\\s]+?)\\s*;");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][\\w$]*");

    /** Reads all sources in some folders and the folders inside them, in a fixed order. */
    static List<Source> in(List<Path> folders) throws IOException {
        List<Source> sources = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> files = new ArrayList<>();
            FileTree.visit(folder, SUFFIX, file -> {
                return Files.isRegularFile(file) && (!file.toString().endsWith(SUFFIX) || files.add(file));
            });
            Collections.sort(files);
            for (Path file : files) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                sources.add(of(folder, name, file, Files.readAllBytes(file)));
            }
        }
        return sources;
    }

    private static Source of(Path folder, String name, Path file, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int wrong = Arrays.mismatch(bytes, text.getBytes(StandardCharsets.UTF_8));
        int line = wrong < 0
                ? 0
                : 1
                        + (int) new String(bytes, 0, wrong, StandardCharsets.ISO_8859_1)
                                .chars()
                                .filter(c -> c == '\n')
                                .count();
        return new Source(folder, name, file, text, line);
    }

    boolean hasByteOrderMark() {
        return text.startsWith("\uFEFF");
    }

    String hash() {
        return Hash.of(text);
    }

    /** The name that its public class must have. */
    String simpleName() {
        return file.getFileName().toString().replace(SUFFIX, "");
    }

    /** The package that its folder stands for. */
    String folderPackage() {
        int last = name.lastIndexOf('/');
        return last < 0 ? "" : name.substring(0, last).replace('/', '.');
    }

    /** The package that it says, going by its text. */
    String declaredPackage() {
        Matcher matcher = PACKAGE.matcher(text);
        return matcher.find() ? matcher.group(1).replaceAll("\\s", "") : "";
    }

    /** The line of its package, from 1. */
    int packageLine() {
        Matcher matcher = PACKAGE.matcher(text);
        return matcher.find()
                ? 1
                        + (int) text.substring(0, matcher.start(1))
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                : 1;
    }

    Set<String> words() {
        return WORD.matcher(text).results().map(found -> found.group()).collect(Collectors.toSet());
    }
}
