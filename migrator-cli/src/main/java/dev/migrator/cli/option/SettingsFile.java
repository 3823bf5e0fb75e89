// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** A file of settings: Java properties in UTF-8. Errors name the file and the line. */
final class SettingsFile {

    static final String NAME = "migrator.properties";

    private final Path file;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * A key and its value.
     *
     * @param key the key
     * @param given the value
     * @param at where it stands, for errors
     * @param line the number of its line
     */
    record Entry(String key, Given given, String at, int line) {}

    private SettingsFile(Path file) {
        this.file = file;
    }

    /** Gives the nearest file of the usual name, from a folder upward. */
    static Optional<Path> above(Path directory) {
        for (Path folder = directory; folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve(NAME);
            if (Files.isRegularFile(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Reads as much of a file as can be read. */
    static SettingsFile read(Path file) {
        SettingsFile reading = new SettingsFile(file);
        reading.readAll();
        return reading;
    }

    Path path() {
        return file;
    }

    /** What stands in it, in order. */
    List<Entry> entries() {
        return entries;
    }

    /** What could not be understood. */
    List<String> problems() {
        return problems;
    }

    private void readAll() {
        List<String> natural = naturalLines();
        for (int at = 0; at < natural.size(); at++) {
            int first = at;
            StringBuilder logical = new StringBuilder(natural.get(at));
            while (isContinued(natural.get(at)) && !isComment(natural.get(first)) && at + 1 < natural.size()) {
                logical.append('\n').append(natural.get(++at));
            }
            take(logical.toString(), first + 1);
        }
    }

    private List<String> naturalLines() {
        try {
            String text = Files.readString(file);
            return (text.startsWith("\uFEFF") ? text.substring(1) : text)
                    .lines()
                    .toList();
        } catch (CharacterCodingException notUtf8) {
            problems.add(file + " is not written in UTF-8; save it in UTF-8");
        } catch (IOException unreadable) {
            problems.add("cannot read " + file + " (" + unreadable + "); name a file that can be read with --config");
        }
        return List.of();
    }

    private static boolean isComment(String line) {
        String text = line.stripLeading();
        return text.startsWith("#") || text.startsWith("!");
    }

    private static boolean isContinued(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private void take(String logicalLine, int number) {
        Properties one = new Properties();
        try {
            one.load(new StringReader(logicalLine));
        } catch (IOException | IllegalArgumentException malformed) {
            problems.add(at(number) + " cannot be read (" + malformed.getMessage() + "); write a backslash as \\\\");
        }
        for (String key : one.stringPropertyNames()) {
            Given given = new Given(one.getProperty(key).strip(), key + " in " + at(number), folder());
            entries.add(new Entry(key, given, at(number), number));
        }
    }

    private Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private String at(int number) {
        return file + " line " + number;
    }
}
