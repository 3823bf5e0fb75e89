// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import dev.migrator.ConfigurationException;
import dev.migrator.revision.Audit;
import dev.migrator.revision.Nearest;
import dev.migrator.revision.Phase;
import dev.migrator.revision.RevisionDescriptor;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of one command for one database: a flag over a variable over the file, and there what is said of a name
 * or an environment over the plain keys. Immutable.
 */
public final class Settings {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})\\s*(ms|s|m|h)?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Map<Setting, Given> values;
    private final Path home;
    private final Place place;
    private final List<String> names;
    private final List<String> environments;
    private final List<String> unread;

    Settings(Map<Setting, Given> values, Path home, Place place, Sections sections, List<String> unread) {
        this.values = values;
        this.home = home;
        this.place = place;
        this.names = List.copyOf(sections.names());
        this.environments = List.copyOf(sections.environments());
        this.unread = List.copyOf(unread);
    }

    /**
     * Collects the settings, for each name that is chosen, or once where none is, and leaves out what cannot be
     * understood; {@link #requireUnderstood} and {@link #problems} tell of it.
     *
     * @param options what the command line says
     * @param surroundings what is around it
     * @throws ConfigurationException where a folder or file that the command line names does not exist
     */
    public static List<Settings> read(GlobalOptions options, Surroundings surroundings) {
        return new SettingsReader(options, surroundings).read();
    }

    /**
     * Refuses to go on with what was left out.
     *
     * @throws ConfigurationException with all that could not be understood
     */
    public Settings requireUnderstood() {
        if (!unread.isEmpty()) {
            throw of(unread);
        }
        return this;
    }

    /** Tells of all that is wrong at once. */
    public static ConfigurationException of(List<String> problems) {
        return new ConfigurationException(
                problems.size() == 1
                        ? problems.get(0)
                        : "the settings cannot be understood:\n"
                                + String.join("\n", problems).indent(2).stripTrailing());
    }

    /** The environments that there are. */
    public List<String> environments() {
        return environments;
    }

    /** Which database they are about. */
    public Place place() {
        return place;
    }

    /**
     * Refuses to work with a database where there are several and none is chosen.
     *
     * @throws ConfigurationException naming those that there are
     */
    public void requireName() {
        if (place.name().isEmpty() && !names.isEmpty()) {
            throw new ConfigurationException("names = " + String.join(", ", names)
                    + " means a database or schema each, and none is chosen; " + howToChooseName());
        }
    }

    private String howToChooseName() {
        return "pass --name " + names.get(0) + ", or --name all for all of them, or set " + Setting.NAME.variable();
    }

    /** Whether two have the same database and ledger, as far as that is known without asking. */
    public boolean meansTheSameAs(Settings other) {
        return new LedgerAddress(this).isSame(new LedgerAddress(other));
    }

    /** Where a value was given; nothing where it is the default. */
    public Optional<String> origin(Setting setting) {
        return given(setting).map(Given::origin);
    }

    /** The folder of the file of settings, or else the one where the command runs. */
    public Path home() {
        return home;
    }

    /** Gives a value as it was written. */
    public Optional<String> text(Setting setting) {
        return given(setting).map(Given::text);
    }

    /** Gives a span of time. */
    public Optional<Duration> duration(Setting setting) {
        return given(setting).map(Settings::duration);
    }

    /** Reads a span of time that is no setting, as the value of an option. */
    public static Duration duration(String option, String text) {
        return duration(new Given(text.strip(), option, Path.of("")));
    }

    /** Gives a whole number, not negative. */
    public Optional<Integer> number(Setting setting) {
        return given(setting).map(given -> {
            if (!NUMBER.matcher(given.text()).matches()) {
                throw wrong(given, "no whole number");
            }
            return Integer.valueOf(given.text());
        });
    }

    /** Whether something that is off by itself is on. */
    public boolean isOn(Setting setting) {
        return given(setting)
                .map(given -> switch (given.text()) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw wrong(given, "neither true nor false");
                })
                .orElse(false);
    }

    /** Gives names that are separated by commas or white space. */
    public List<String> names(Setting setting) {
        return given(setting).map(Settings::names).orElse(List.of());
    }

    static List<String> names(Given given) {
        return Stream.of(given.text().split("[,\\s]+", -1))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Gives a path. */
    public Optional<Path> path(Setting setting) {
        return given(setting).map(given -> path(given.base(), given.text(), given.origin()));
    }

    /** Gives the folders of a setting, separated by commas; each must exist. */
    public List<Path> folders(Setting setting) {
        Optional<Given> given = given(setting);
        List<Path> folders = new ArrayList<>();
        for (String entry : given.map(Given::text).orElse("").split(",", -1)) {
            if (entry.isBlank() || given.isEmpty()) {
                continue;
            }
            Path folder = path(given.get().base(), entry.strip(), given.get().origin());
            if (!Files.isDirectory(folder)) {
                throw new ConfigurationException(
                        given.get().origin() + ": " + folder + " is no folder; make it, or correct " + setting.key());
            }
            folders.add(folder);
        }
        return folders;
    }

    /** Gives the folder of hooks, one of resources by {@code classpath:} and its path; where it is a folder, it must exist. */
    public Optional<String> hooks() {
        Optional<Given> given = given(Setting.HOOKS);
        if (given.filter(place -> place.text().startsWith(RevisionDescriptor.CLASSPATH))
                .isPresent()) {
            return given.map(Given::text);
        }
        List<Path> folders = folders(Setting.HOOKS);
        if (folders.size() > 1) {
            throw wrong(given.orElseThrow(), "more than one folder; hooks are in one");
        }
        return folders.stream().map(Path::toString).findFirst();
    }

    /** Gives paths that exist, separated by commas or as class paths are; {@code folder/*} is all its jars. */
    public List<Path> classpath() {
        Optional<Given> given = given(Setting.CLASSPATH);
        List<Path> paths = new ArrayList<>();
        for (String entry : given.map(Given::text).orElse("").split("[," + File.pathSeparatorChar + "]", -1)) {
            if (entry.isBlank() || given.isEmpty()) {
                continue;
            }
            boolean jars = entry.strip().endsWith("/*");
            String name = jars ? entry.strip().substring(0, entry.strip().length() - 2) : entry.strip();
            Path path = path(given.get().base(), name, given.get().origin());
            if (!Files.exists(path)) {
                throw new ConfigurationException(given.get().origin() + ": " + path
                        + " does not exist; compile the migrations, or correct classpath");
            }
            paths.addAll(jars ? jars(path) : List.of(path));
        }
        return paths;
    }

    /** Gives the value of a setting that a command cannot do without. */
    public String required(Setting setting, String how) {
        return text(setting)
                .orElseThrow(() -> new ConfigurationException(setting.key() + " is not set; " + how
                        + setting.flag().map(flag -> ", pass " + flag).orElse("") + ", or set " + setting.variable()
                        + (place.name().isEmpty() && !names.isEmpty()
                                ? "; where it is one of " + String.join(", ", names) + ": " + howToChooseName()
                                : "")));
    }

    /** What the ledger keeps of the statements that are sent. */
    public Optional<Audit> audit() {
        return given(Setting.AUDIT)
                .map(given -> Stream.of(Audit.values())
                        .filter(level -> level.name().toLowerCase(Locale.ROOT).equals(given.text()))
                        .findFirst()
                        .orElseThrow(() -> wrong(given, "none of " + String.join(", ", Setting.AUDIT.words()))));
    }

    /** How far an upgrade goes. */
    public Optional<Phase> phase() {
        return given(Setting.PHASE)
                .map(given -> PhaseOption.named(given.text())
                        .orElseThrow(() -> wrong(given, "none of " + String.join(", ", Setting.PHASE.words()))));
    }

    /** Whether to use colour. */
    public boolean colour(Surroundings surroundings) {
        String when = text(Setting.COLOR).orElse("auto");
        return switch (when) {
            case "always" -> true;
            case "never" -> false;
            case "auto" -> auto(surroundings);
            default ->
                throw wrong(given(Setting.COLOR).orElseThrow(), "none of " + String.join(", ", Setting.COLOR.words()));
        };
    }

    /** Whether to use colour where nobody said. */
    public static boolean auto(Surroundings surroundings) {
        return surroundings.terminal()
                && surroundings.environment().getOrDefault("NO_COLOR", "").isEmpty()
                && !surroundings.environment().getOrDefault("TERM", "").equals("dumb");
    }

    static String didYouMean(String typed, Collection<String> words) {
        return Nearest.to(typed, words)
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("; the settings are " + String.join(", ", words));
    }

    /** Gives all settings, in a form that holds no secret. */
    public List<ShownSetting> shown() {
        return Stream.of(Setting.values())
                .map(setting -> ShownSetting.of(setting, given(setting)))
                .toList();
    }

    /** Gives all that is wrong: what cannot be understood, and values that cannot be. */
    public List<String> problems(Surroundings surroundings) {
        List<String> problems = new ArrayList<>(unread);
        List<Runnable> readings = List.of(
                () -> folders(Setting.MIGRATIONS),
                this::hooks,
                this::classpath,
                () -> path(Setting.SOURCES),
                () -> path(Setting.RESOURCES),
                () -> folders(Setting.TEMPLATES),
                () -> path(Setting.PG_DUMP),
                () -> duration(Setting.LOCK_WAIT),
                () -> duration(Setting.LOCK_TIMEOUT),
                () -> duration(Setting.STATEMENT_TIMEOUT),
                () -> duration(Setting.IDLE_IN_TRANSACTION_TIMEOUT),
                () -> duration(Setting.TRANSACTION_TIMEOUT),
                () -> number(Setting.RETRIES),
                () -> duration(Setting.RETRY_BUDGET),
                () -> number(Setting.CONNECT_RETRIES),
                this::audit,
                this::phase,
                () -> isOn(Setting.CLEAN_ENABLED),
                () -> isOn(Setting.CONFIRM),
                () -> number(Setting.EMBEDDED_PORT),
                () -> colour(surroundings));
        for (Runnable reading : readings) {
            try {
                reading.run();
            } catch (ConfigurationException wrong) {
                problems.add(String.valueOf(wrong.getMessage()));
            }
        }
        return problems;
    }

    private Optional<Given> given(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    /**
     * Gives the folder in which a command runs.
     *
     * @param options what the command line says
     * @param surroundings what is around it
     * @throws ConfigurationException where it does not exist
     */
    public static Path directory(GlobalOptions options, Surroundings surroundings) {
        Path start = surroundings.directory();
        Path directory =
                options.directory().map(name -> path(start, name, "-C")).orElse(start);
        if (!Files.isDirectory(directory)) {
            throw new ConfigurationException("-C: " + directory + " is no folder; name one that exists");
        }
        return directory;
    }

    static Path path(Path base, String name, String origin) {
        try {
            return base.resolve(name).normalize();
        } catch (InvalidPathException impossible) {
            throw new ConfigurationException(origin + ": '" + name + "' is no path", impossible);
        }
    }

    private static List<Path> jars(Path folder) {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(jars::add);
        } catch (IOException unreadable) {
            throw new ConfigurationException("cannot list the jars in " + folder + "; correct classpath", unreadable);
        }
        jars.sort(null);
        return jars;
    }

    private static Duration duration(Given given) {
        Matcher matcher = DURATION.matcher(given.text());
        if (!matcher.matches()) {
            throw wrong(given, "no span of time; write 30s, 500ms, 2m or 1h");
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        return switch (unit == null ? "s" : unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofSeconds(amount);
        };
    }

    private static ConfigurationException wrong(Given given, String what) {
        return new ConfigurationException(given.origin() + ": '" + given.text() + "' is " + what);
    }
}
