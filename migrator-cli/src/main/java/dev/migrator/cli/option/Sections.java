// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import dev.migrator.revision.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a file of settings says by its plain keys, and for an environment, a name, or a name in an environment. */
final class Sections {

    static final Sections NONE = new Sections(Optional.empty());

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");
    private static final Set<String> RESERVED = Set.of("all", "embedded");
    private static final Set<Setting> OF_THE_WHOLE_FILE =
            Set.of(Setting.ENV, Setting.NAME, Setting.ENVIRONMENTS, Setting.NAMES);

    private final Optional<SettingsFile> file;
    private final Set<String> environments = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Map<Place, Map<Setting, Given>> values = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    private Sections(Optional<SettingsFile> file) {
        this.file = file;
    }

    static Sections of(SettingsFile file) {
        Sections sections = new Sections(Optional.of(file));
        sections.problems.addAll(file.problems());
        sections.declare(file.entries());
        for (SettingsFile.Entry entry : file.entries()) {
            sections.take(entry);
        }
        return sections;
    }

    /** What could not be understood. */
    List<String> problems() {
        return problems;
    }

    /** Gives the environments that there are. */
    Set<String> environments() {
        return environments;
    }

    /** Gives the names that there are, in the order in which the file has them. */
    Set<String> names() {
        return names;
    }

    /** Gives what counts at a place: what is said of a name goes before what is said of an environment. */
    Map<Setting, Given> at(Place place) {
        Map<Setting, Given> found = new EnumMap<>(Setting.class);
        Place environment = new Place(place.environment(), Optional.empty());
        Place name = new Place(Optional.empty(), place.name());
        for (Place section : List.of(Place.PLAIN, environment, name, place)) {
            found.putAll(values.getOrDefault(section, Map.of()));
        }
        return found;
    }

    /** What is wrong with where the database of a name in an environment is said to be; nothing where nothing is. */
    Optional<String> foreignDatabase(Place place, Given url) {
        Optional<String> environment = place.environment();
        if (environment.isEmpty()) {
            return Optional.empty();
        }
        boolean ofName = url.equals(said(new Place(Optional.empty(), place.name())));
        boolean hasDatabases = values.entrySet().stream()
                .anyMatch(each -> each.getKey().environment().equals(environment)
                        && each.getValue().containsKey(Setting.URL));
        return hasDatabases && (ofName || url.equals(said(Place.PLAIN)))
                ? Optional.of("environment " + environment.get() + " has databases of its own, and " + url.origin()
                        + " is none of them; write " + place.prefix() + "url")
                : Optional.empty();
    }

    private @Nullable Given said(Place section) {
        return values.getOrDefault(section, Map.of()).get(Setting.URL);
    }

    /** What is there to choose from, for who chose something else. */
    String unknown(String what, String typed, Collection<String> words, Setting list) {
        String where = file.map(found -> " in " + found.path()).orElse("");
        String there = (words.size() == 1 ? "here is " : "here are ") + String.join(", ", words);
        return "there is no " + what + " '" + typed + "'" + where
                + (words.isEmpty()
                        ? ", nor any other; " + list.key() + " = … names them there"
                        : Nearest.to(typed, words)
                                        .map(word -> "; did you mean '" + word + "'? T")
                                        .orElse("; t")
                                + there);
    }

    /** An environment is what is declared, and what has a url; a name is what is declared. */
    private void declare(List<SettingsFile.Entry> entries) {
        for (SettingsFile.Entry entry : entries) {
            if (entry.key().equals(Setting.NAMES.key())) {
                declare(entry, names);
            } else if (entry.key().equals(Setting.ENVIRONMENTS.key())) {
                declare(entry, environments);
            }
        }
        for (String word : environments) {
            if (names.contains(word)) {
                problems.add(file.orElseThrow().path() + ": '" + word
                        + "' is an environment and a name; call one of them something else");
            }
        }
        for (SettingsFile.Entry entry : entries) {
            if (!entry.given().text().isEmpty()) {
                addEnvironmentOf(entry.key());
            }
        }
    }

    /** A key that says where the database of an environment is, or that of a name in one, makes it one. */
    private void addEnvironmentOf(String key) {
        if (!key.endsWith("." + Setting.URL.key())) {
            return;
        }
        String[] parts = key.split("[.]", -1);
        String first = parts[0];
        boolean fits = parts.length == 2 || (parts.length == 3 && names.contains(parts[1]));
        if (fits
                && WORD.matcher(first).matches()
                && !RESERVED.contains(first)
                && !names.contains(first)
                && !isSlip(first, names)) {
            environments.add(first);
        }
    }

    private void declare(SettingsFile.Entry entry, Set<String> words) {
        for (String word : Settings.names(entry.given())) {
            if (!WORD.matcher(word).matches() || RESERVED.contains(word)) {
                problems.add(entry.at() + ": '" + word + "' cannot be among " + entry.key()
                        + "; take letters, digits, - and _, and neither all nor embedded");
            } else if (!words.add(word)) {
                problems.add(entry.at() + ": '" + word + "' stands twice among " + entry.key());
            }
        }
    }

    /** Whether a word is one slip of the fingers away from a name; it can be declared where it is meant. */
    private static boolean isSlip(String word, Collection<String> words) {
        return words.stream().anyMatch(each -> Nearest.edits(word, each) == 1);
    }

    private void take(SettingsFile.Entry entry) {
        String key = entry.key();
        Integer before = lines.putIfAbsent(key, entry.line());
        if (before != null) {
            problems.add(entry.at() + ": " + key + " is set in line " + before + " already; keep one of the two");
            return;
        }
        Optional<Setting> plain = Setting.byKey(key);
        if (plain.isPresent()) {
            take(Place.PLAIN, plain.get(), entry);
            return;
        }
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            Optional<Setting> setting = Setting.byKey(key.substring(dot + 1));
            if (setting.isPresent()) {
                take(key.substring(0, dot), setting.get(), entry);
                return;
            }
        }
        problems.add(entry.at() + ": there is no setting '" + key + "'" + Settings.didYouMean(key, keysLike(key)));
    }

    /** The keys that somebody may have meant: those of the section that is named, where there is one. */
    private List<String> keysLike(String key) {
        return Stream.concat(environments.stream(), names.stream())
                .flatMap(first ->
                        Stream.concat(Stream.of(first + "."), names.stream().map(second -> first + "." + second + ".")))
                .filter(key::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(prefix ->
                        Setting.keys().stream().map(each -> prefix + each).toList())
                .orElseGet(Setting::keys);
    }

    private void take(String prefix, Setting setting, SettingsFile.Entry entry) {
        String[] words = prefix.split("[.]", -1);
        if (words.length == 1 && names.contains(prefix)) {
            take(new Place(Optional.empty(), Optional.of(prefix)), setting, entry);
        } else if (words.length == 1 && environments.contains(prefix)) {
            take(new Place(Optional.of(prefix), Optional.empty()), setting, entry);
        } else if (words.length == 2 && environments.contains(words[0]) && names.contains(words[1])) {
            take(new Place(Optional.of(words[0]), Optional.of(words[1])), setting, entry);
        } else {
            problems.add(entry.at() + ": " + unknownSection(words, setting));
        }
    }

    private String unknownSection(String[] words, Setting setting) {
        if (words.length > 2) {
            return "'" + String.join(".", words) + "' are too many words; write ENVIRONMENT.NAME." + setting.key();
        }
        if (words.length == 2 && names.contains(words[0]) && environments.contains(words[1])) {
            return "the environment stands first: write " + words[1] + "." + words[0] + "." + setting.key();
        }
        if (words.length == 2 && environments.contains(words[0])) {
            return unknown("name", words[1], names, Setting.NAMES);
        }
        List<String> known =
                Stream.concat(environments.stream(), names.stream()).toList();
        String others = known.isEmpty() ? "." : "; there is " + String.join(", ", known) + ".";
        return "there is no environment or name '" + words[0] + "'"
                + Nearest.to(words[0], known)
                        .map(word -> "; did you mean '" + word + "'?")
                        .orElse(others)
                + " An environment has a url, or is among environments = …; a name is among names = …";
    }

    private void take(Place section, Setting setting, SettingsFile.Entry entry) {
        if (!section.isPlain() && OF_THE_WHOLE_FILE.contains(setting)) {
            problems.add(entry.at() + ": " + setting.key() + " is for the whole file; take " + section.prefix()
                    + " away from it");
        } else if (!entry.given().text().isEmpty()) {
            Map<Setting, Given> ofSection = values.getOrDefault(section, new EnumMap<>(Setting.class));
            ofSection.put(setting, entry.given());
            values.put(section, ofSection);
        }
    }
}
