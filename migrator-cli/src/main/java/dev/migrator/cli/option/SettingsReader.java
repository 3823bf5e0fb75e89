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

/** Collects what flags, variables and the file say, and finds out which environment and names they are about. */
final class SettingsReader {

    private static final String PREFIX = "MIGRATOR_";
    /** Variables of the tool's own tests, which are no settings. */
    private static final String TESTS = "MIGRATOR_TEST_";
    /** Read by the scripts that start the tool. */
    private static final String JAVA_OPTIONS = "MIGRATOR_JAVA_OPTS";

    private static final String ALL = "all";

    private final Path home;
    private final Sections sections;
    private final Map<Setting, Given> outside = new EnumMap<>(Setting.class);
    private final List<String> problems = new ArrayList<>();

    SettingsReader(GlobalOptions options, Surroundings surroundings) {
        Path directory = Settings.directory(options, surroundings);
        Optional<Path> file = options.config()
                .map(name -> existing(Settings.path(directory, name, "--config")))
                .or(() -> SettingsFile.above(directory));
        this.home = file.map(Path::getParent).orElse(directory);
        this.sections = file.map(SettingsFile::read).map(Sections::of).orElse(Sections.NONE);
        problems.addAll(sections.problems());
        addVariables(surroundings.environment(), directory);
        options.flags().forEach((setting, text) -> {
            String flag = setting.flag().orElse(setting.key());
            outside.put(setting, new Given(text.strip(), flag, directory));
        });
    }

    /** Gives the settings of each name that is chosen, or those of none. */
    List<Settings> read() {
        Optional<String> environment = environment();
        List<String> names = chosenNames();
        return names.isEmpty()
                ? List.of(at(new Place(environment, Optional.empty())))
                : names.stream()
                        .map(name -> at(new Place(environment, Optional.of(name))))
                        .toList();
    }

    private Settings at(Place place) {
        Map<Setting, Given> values = sections.at(place);
        values.putAll(outside);
        List<String> all = new ArrayList<>(problems);
        Optional.ofNullable(values.get(Setting.URL))
                .flatMap(url -> sections.foreignDatabase(place, url))
                .ifPresent(all::add);
        Optional.ofNullable(values.get(Setting.SCHEMA))
                .filter(schema -> place.name().isPresent())
                .ifPresent(schema -> giveLedger(schema, values));
        return new Settings(values, home, place, List.copyOf(sections.names()), all);
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
        chosen.filter(given -> !sections.environments().contains(given.text()))
                .ifPresent(given -> problems.add(given.origin() + ": "
                        + sections.unknown(
                                "environment", given.text(), sections.environments(), Setting.ENVIRONMENTS)));
        return chosen.map(Given::text).filter(sections.environments()::contains);
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
        return Optional.ofNullable(outside.get(setting))
                .or(() -> Optional.ofNullable(sections.at(Place.PLAIN).get(setting)));
    }

    private static Path existing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException("--config: " + file + " is no file; name one that exists");
        }
        return file;
    }

    private void addVariables(Map<String, String> environment, Path directory) {
        new TreeMap<>(environment).forEach((name, text) -> {
            if (!name.startsWith(PREFIX) || name.startsWith(TESTS) || name.equals(JAVA_OPTIONS)) {
                return;
            }
            Optional<Setting> setting = Setting.byVariable(name);
            if (setting.isEmpty()) {
                problems.add("the environment variable " + name + " is no setting"
                        + Settings.didYouMean(name, Setting.variables()));
            } else if (!text.isBlank()) {
                String value = setting.get() == Setting.PASSWORD ? text : text.strip();
                outside.put(setting.get(), new Given(value, name, directory));
            }
        });
    }
}
