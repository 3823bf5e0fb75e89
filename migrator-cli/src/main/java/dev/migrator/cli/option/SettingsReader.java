// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import dev.migrator.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Collects what flags, variables and the file say, and finds out which environment and names they are about. */
final class SettingsReader {

    private static final String PREFIX = "MIGRATOR_";
    /** Variables of the tool's own tests, which are no settings. */
    private static final String TESTS = "MIGRATOR_TEST_";
    /** Read by the scripts that start the tool. */
    private static final Set<String> OF_SCRIPTS = Set.of("MIGRATOR_JAVA_OPTS", "MIGRATOR_ARCHIVE");

    private static final String ALL = "all";

    private final Path home;
    private final Sections sections;
    private final Map<Setting, Given> outside = new EnumMap<>(Setting.class);
    private final List<String> problems = new ArrayList<>();

    SettingsReader(GlobalOptions options, Surroundings surroundings) {
        Path directory = Settings.directory(options, surroundings);
        Optional<Path> file = options.config().isPresent()
                ? Optional.of(existing(Settings.path(directory, options.config().get(), "--config")))
                : SettingsFile.above(directory);
        this.home = file.map(Path::getParent).orElse(directory);
        this.sections = file.isPresent() ? Sections.of(SettingsFile.read(file.get())) : Sections.NONE;
        problems.addAll(sections.problems());
        addVariables(surroundings.environment(), directory);
        for (Map.Entry<Setting, String> flag : options.flags().entrySet()) {
            Setting setting = flag.getKey();
            String origin = setting.flag().orElse(setting.key());
            outside.put(setting, new Given(flag.getValue().strip(), origin, directory));
        }
    }

    /** Gives the settings of each name that is chosen, or those of none. */
    List<Settings> read() {
        Optional<String> environment = environment();
        List<Settings> each = new ArrayList<>();
        for (String name : chosenNames()) {
            each.add(at(new Place(environment, Optional.of(name))));
        }
        return each.isEmpty() ? List.of(at(new Place(environment, Optional.empty()))) : each;
    }

    private Settings at(Place place) {
        Map<Setting, Given> values = sections.at(place);
        values.putAll(outside);
        List<String> all = new ArrayList<>(problems);
        Stream.of(Setting.SCHEMA, Setting.HISTORY_SCHEMA)
                .flatMap(setting -> quoted(values.get(setting)).stream())
                .forEach(all::add);
        if (place.name().isPresent()) {
            Optional.ofNullable(values.get(Setting.URL))
                    .flatMap(url -> sections.foreignDatabase(place, url))
                    .ifPresent(all::add);
            Optional.ofNullable(values.get(Setting.SCHEMA)).ifPresent(schema -> giveLedger(schema, values));
        }
        return new Settings(values, home, place, sections, all);
    }

    /** SQL has quotes round a name for its capitals, which are kept here, or a blank, at which names are parted. */
    private static Optional<String> quoted(@Nullable Given schema) {
        return schema == null || !schema.text().matches(".*[\"'].*")
                ? Optional.empty()
                : Optional.of(
                        schema.origin() + ": " + schema.text() + " is no name of a schema; write it without quotes"
                                + " and with its capitals, and several with commas between (one with a blank or a comma in it"
                                + " cannot be named)");
    }

    /** Several ledgers in one database are told apart by their schemas. */
    private static void giveLedger(Given schema, Map<Setting, Given> values) {
        Settings.names(schema).stream()
                .findFirst()
                .ifPresent(first ->
                        values.putIfAbsent(Setting.HISTORY_SCHEMA, new Given(first, schema.origin(), schema.base())));
    }

    private Optional<String> environment() {
        Optional<Given> chosen = chosen(Setting.ENV);
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        String word = chosen.get().text();
        if (sections.environments().contains(word)) {
            return Optional.of(word);
        }
        problems.add(chosen.get().origin() + ": "
                + sections.unknown("environment", word, sections.environments(), Setting.ENVIRONMENTS));
        return Optional.empty();
    }

    private List<String> chosenNames() {
        Optional<Given> chosen = chosen(Setting.NAME);
        if (chosen.isEmpty()) {
            return List.of();
        }
        Given given = chosen.get();
        Set<String> names = sections.names();
        if (given.text().equals(ALL) && !names.isEmpty()) {
            return List.copyOf(names);
        }
        List<String> typed = Settings.names(given).stream().distinct().toList();
        if (typed.contains(ALL) && !names.isEmpty()) {
            problems.add(given.origin() + ": all stands alone; write all for every name, or some of "
                    + String.join(", ", names));
            return List.of();
        }
        if (typed.isEmpty()) {
            problems.add(given.origin() + ": " + sections.unknown("name", given.text(), names, Setting.NAMES));
        }
        typed.stream()
                .filter(name -> !names.contains(name))
                .forEach(name ->
                        problems.add(given.origin() + ": " + sections.unknown("name", name, names, Setting.NAMES)));
        return typed.stream().filter(names::contains).toList();
    }

    private Optional<Given> chosen(Setting setting) {
        Map<Setting, Given> where = outside.containsKey(setting) ? outside : sections.at(Place.PLAIN);
        return Optional.ofNullable(where.get(setting));
    }

    private static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException("--config: " + file + " is no file; name one that exists");
        }
        return file;
    }

    private void addVariables(Map<String, String> environment, Path directory) {
        for (Map.Entry<String, String> variable : new TreeMap<>(environment).entrySet()) {
            String name = variable.getKey();
            if (name.startsWith(PREFIX) && !name.startsWith(TESTS) && !OF_SCRIPTS.contains(name)) {
                addVariable(name, variable.getValue(), directory);
            }
        }
    }

    private void addVariable(String name, String text, Path directory) {
        Optional<Setting> setting = Setting.byVariable(name);
        if (setting.isEmpty()) {
            problems.add("the environment variable " + name + " is no setting"
                    + Settings.didYouMean(name, Setting.variables()));
        } else if (!text.isBlank()) {
            String value = setting.get() == Setting.PASSWORD ? text : text.strip();
            outside.put(setting.get(), new Given(value, name, directory));
        }
    }
}
