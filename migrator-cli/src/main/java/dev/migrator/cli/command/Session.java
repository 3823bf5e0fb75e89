// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.DatabaseAdmin;
import dev.migrator.DatabaseUnavailableException;
import dev.migrator.Migrator;
import dev.migrator.MigratorBuilder;
import dev.migrator.SchemaCleaner;
import dev.migrator.cli.option.GlobalOptions;
import dev.migrator.cli.option.Place;
import dev.migrator.cli.option.Setting;
import dev.migrator.cli.option.Settings;
import dev.migrator.cli.option.Surroundings;
import dev.migrator.cli.output.Json;
import dev.migrator.cli.output.Printer;
import dev.migrator.cli.output.Style;
import dev.migrator.cli.output.View;
import dev.migrator.draft.DraftFolder;
import dev.migrator.draft.DraftTemplates;
import dev.migrator.draft.SourceTree;
import dev.migrator.embedded.EmbeddedPostgres;
import dev.migrator.embedded.ThrowawayPostgres;
import dev.migrator.plan.Planner;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one command works with. Settings are read when they are first asked for. Not thread-safe. */
final class Session {

    private static final String HOW_TO_SET_URL =
            "write url = embedded into migrator.properties for a server of your own, or url ="
                    + " jdbc:postgresql://HOST/DATABASE";
    private static final int USUAL_WIDTH = 80;

    private final GlobalOptions options;
    private final Surroundings surroundings;
    private final Signals signals;
    private @Nullable Places places;

    Session(GlobalOptions options, Surroundings surroundings, Signals signals) {
        this.options = options;
        this.surroundings = surroundings;
        this.signals = signals;
    }

    /** The same for a command that may ask nobody. */
    Session unattended() {
        return new Session(options, surroundings.unattended(), signals);
    }

    GlobalOptions options() {
        return options;
    }

    Settings settings() {
        return places().settings().requireUnderstood();
    }

    /** The settings as far as they can be understood, for who wants to see what is wrong with them. */
    Settings readableSettings() {
        return places().settings();
    }

    /** All that is wrong with the settings. */
    List<String> problemsOfSettings() {
        return readableSettings().problems(surroundings);
    }

    private Places places() {
        if (places == null) {
            places = new Places(Settings.read(options, surroundings));
        }
        return places;
    }

    /** Looks at what all places have in common with a verb, before anything is done. */
    void begin(Verb verb) {
        if (!places().areSeveral()) {
            return;
        }
        if (verb.isForOne()) {
            throw new ConfigurationException(
                    "this writes files, or answers a program, and so is for one name at a time; choose one with --name");
        }
        places().requireSound(surroundings);
        places().begin();
    }

    /** Says which database is meant, where one is chosen. */
    void announce(Verb verb) {
        Place place = places().here();
        if (place.isPlain() || options.json()) {
            return;
        }
        if (verb.isForOne()) {
            talk(place.toString());
        } else {
            Printer out = new Printer(surroundings.out(), styleOfErrors());
            out.line(place.toString());
            out.flush();
        }
    }

    /** An environment variable that is no setting, where it says something. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(surroundings.environment().get(name)).filter(value -> !value.isBlank());
    }

    /** Where the command runs. */
    Path directory() {
        return Settings.directory(options, surroundings);
    }

    private FrontDoors doors() {
        return new FrontDoors(settings(), options, surroundings.cache(), err());
    }

    private String url() {
        settings().requireName();
        return settings().required(Setting.URL, HOW_TO_SET_URL);
    }

    /** A front door for what needs no database. */
    Migrator offline() {
        return doors().builder().build();
    }

    /** One that decides as if the database had some revisions and all below them. */
    Migrator assuming(List<String> revisions, boolean singleTransaction) {
        return doors().builder()
                .assuming(revisions)
                .singleTransaction(singleTransaction)
                .build();
    }

    /** The same, before the first revision is written. */
    Migrator drafting() {
        return doors().builder().allowEmpty().build();
    }

    /** Decides for the database as it is, or for the code alone. */
    Planner planner(boolean asksDatabase) {
        return asksDatabase ? online(Migrator::planner) : new Planner(offline().definitions(), List.of());
    }

    /** Where the sources of revisions are. */
    SourceTree sources() {
        List<Path> roots = new ArrayList<>(settings().folders(Setting.MIGRATIONS));
        roots.add(folder(Setting.SOURCES));
        roots.add(folder(Setting.RESOURCES));
        return new SourceTree(roots);
    }

    /**
     * Where new revisions are written: with the files that are revisions, or else in the first package, among the sources
     * or, as SQL, among the resources.
     */
    DraftFolder draftFolder(boolean sql) {
        List<Path> folders = settings().folders(Setting.MIGRATIONS);
        return folders.isEmpty()
                ? new DraftFolder(
                        folder(sql ? Setting.RESOURCES : Setting.SOURCES),
                        settings().names(Setting.PACKAGES).get(0),
                        templates())
                : new DraftFolder(folders.get(0), "", templates());
    }

    private DraftTemplates templates() {
        Optional<Path> folder = settings().folders(Setting.TEMPLATES).stream()
                .findFirst()
                .or(() -> Optional.of(settings().home().resolve("templates")));
        return DraftTemplates.of(settings().text(Setting.FILE_TEMPLATE), folder, Clock.systemUTC())
                .fold(sound -> sound, problems -> {
                    throw new ConfigurationException(problems.get(0).message());
                });
    }

    /** Hands a file that was just written to the command that the project names for that. */
    void afterWriting(Path file) {
        settings().text(Setting.POST_WRITE).ifPresent(line -> {
            String said = new ShellCommand(Setting.POST_WRITE.key(), line)
                    .output(settings().home(), file);
            if (!said.isEmpty()) {
                talk(said);
            }
        });
    }

    /** Whether revisions are sources that the tool compiles, and not classes that a build makes. */
    boolean compiles() {
        return settings().text(Setting.MIGRATIONS).isPresent();
    }

    private Path folder(Setting setting) {
        return settings()
                .path(setting)
                .orElseGet(() -> settings().home().resolve(setting.standard().orElse("")));
    }

    /** How many characters a line should have at most. */
    int width() {
        return variable("COLUMNS")
                .filter(given -> given.matches("[1-9][0-9]{1,3}"))
                .map(Integer::valueOf)
                .orElse(USUAL_WIDTH);
    }

    /** Does something with the revisions and their database. They are looked at first, so that no server is started in vain. */
    <T> T online(Function<Migrator, T> work) {
        return online(builder -> builder, work);
    }

    /** The same, with a front door that is told more than the settings say. */
    <T> T online(UnaryOperator<MigratorBuilder> told, Function<Migrator, T> work) {
        url();
        MigratorBuilder builder = told.apply(doors().builder());
        return connected(access -> {
            Migrator migrator = builder(builder, access).build();
            return signals.meaning(migrator::cancel, () -> work.apply(migrator));
        });
    }

    /** Does something with the contents of the schemas, whatever the revisions are; also tells the address of the database. */
    <T> T cleaning(BiFunction<SchemaCleaner, String, T> work) {
        url();
        MigratorBuilder builder = doors().ofDatabase()
                .migrations(List.of())
                .cleanEnabled(settings().isOn(Setting.CLEAN_ENABLED));
        return connected(access -> {
            Migrator migrator = builder(builder, access).build();
            String address = DatabaseAdmin.of(access.url(), access.user(), access.password())
                    .address();
            return signals.meaning(migrator::cancel, () -> work.apply(migrator.cleaner(), address));
        });
    }

    private static MigratorBuilder builder(MigratorBuilder builder, Access access) {
        access.user().ifPresent(builder::user);
        access.password().ifPresent(builder::password);
        return builder.url(access.url());
    }

    /** Does something with the database as a whole. */
    <T> T administering(Function<DatabaseAdmin, T> work) {
        return connected(access -> work.apply(DatabaseAdmin.of(access.url(), access.user(), access.password())));
    }

    /** A server for proofs, to be closed when one is done. */
    ThrowawayPostgres throwaway() {
        return ThrowawayPostgres.in(settings().home().resolve(".migrator").resolve("scratch"));
    }

    /** A front door for a database, with the revisions in a folder instead of those of the project. */
    Migrator on(DatabaseAdmin database, Path folder) {
        return doors().unremembered()
                .packages(List.of())
                .classpath(List.of())
                .folders(List.of(folder))
                .allowEmpty()
                .withoutHooks()
                .database(database)
                .build();
    }

    /** A front door for a database that is made for a proof, with the project's revisions and those in other folders. */
    Migrator scratch(DatabaseAdmin database, List<Path> more) {
        MigratorBuilder builder = doors().code(more).withoutHooks().database(database);
        settings().text(Setting.HISTORY_SCHEMA).ifPresent(builder::historySchema);
        return builder.build();
    }

    /** Does some work, which a signal ends by an action. */
    <T> T ending(Runnable action, Supplier<T> work) {
        return signals.meaning(action, work);
    }

    /** Asks for a password where the server wants one and a person is there. */
    private <T> T connected(Function<Access, T> work) {
        String url = url();
        if (url.equals("embedded")) {
            return embedded(work);
        }
        Access access =
                new Access(url, settings().text(Setting.USER), settings().text(Setting.PASSWORD));
        try {
            return work.apply(access);
        } catch (DatabaseUnavailableException refused) {
            Optional<Surroundings.Person> person = surroundings.person();
            if (access.password().isPresent() || !wantsPassword(refused) || person.isEmpty()) {
                throw refused;
            }
            String password = person.get().secret("Password: ");
            return work.apply(new Access(url, access.user(), Optional.of(password)));
        }
    }

    /** Asks a person, where there is one. */
    Optional<String> ask(String question) {
        return surroundings.person().map(person -> person.line(question));
    }

    /** The server that {@code url = embedded} means; nothing is started. */
    EmbeddedPostgres embedded() {
        OptionalInt port = settings().number(Setting.EMBEDDED_PORT).stream()
                .mapToInt(Integer::intValue)
                .findFirst();
        return EmbeddedPostgres.in(settings().home().resolve(".migrator"), port);
    }

    private <T> T embedded(Function<Access, T> work) {
        EmbeddedPostgres server = embedded();
        if (!server.status().running()) {
            talk("starting the embedded PostgreSQL in " + settings().home().resolve(".migrator"));
        }
        try (EmbeddedPostgres.Lease lease = server.join()) {
            return work.apply(new Access(lease.jdbcUrl(), Optional.of(lease.user()), Optional.of(lease.password())));
        }
    }

    /** Tells the answer; of several, they are one document. */
    void answer(View view) {
        if (!options.json()) {
            Printer out = new Printer(surroundings.out(), styleOfErrors());
            view.print(out);
            out.flush();
        } else if (!places().areSeveral()) {
            document(places().placed(view).document());
        }
    }

    /** Goes on to the next database, where there is one. */
    boolean goesOn(View answer) {
        boolean goesOn = places().next(answer);
        if (!goesOn && places().areSeveral() && options.json()) {
            document(places().document());
        }
        return goesOn;
    }

    /** Says of an error which database it was about, where one is chosen. */
    View placed(View error) {
        return places == null ? error : places.brokenOff(error);
    }

    private void document(Map<String, ?> document) {
        surroundings.out().print(Json.write(document));
        surroundings.out().flush();
    }

    /** Where the talk goes. */
    Printer err() {
        return new Printer(surroundings.err(), style());
    }

    /** Says something besides the answer. */
    void talk(String line) {
        if (!options.quiet()) {
            err().line(line);
        }
    }

    /** The settings may be what is wrong. */
    Style styleOfErrors() {
        try {
            return style();
        } catch (ConfigurationException wrong) {
            return new Style(Settings.auto(surroundings));
        }
    }

    private Style style() {
        return new Style(settings().colour(surroundings));
    }

    /** The driver says it in words of its own where it has none to offer, and with a state where the one is wrong. */
    private static boolean wantsPassword(DatabaseUnavailableException refused) {
        return refused.getCause() instanceof SQLException cause
                && ("28P01".equals(cause.getSQLState())
                        || String.valueOf(cause.getMessage()).contains("no password was provided"));
    }

    private record Access(String url, Optional<String> user, Optional<String> password) {}
}
