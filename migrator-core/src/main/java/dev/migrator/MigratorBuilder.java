// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import dev.migrator.discover.HookFiles;
import dev.migrator.execute.Listeners;
import dev.migrator.execute.RetryPolicy;
import dev.migrator.execute.RunRules;
import dev.migrator.execute.SessionSettings;
import dev.migrator.execute.Timeouts;
import dev.migrator.ledger.LedgerName;
import dev.migrator.listen.MigrationListener;
import dev.migrator.migration.Migration;
import dev.migrator.migration.MigrationFactory;
import dev.migrator.migration.MigrationParameters;
import dev.migrator.outcome.StepEvent;
import dev.migrator.revision.Audit;
import dev.migrator.revision.RevisionSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Collects what a {@link Migrator} needs to know. Not thread-safe; each setter gives the builder back. */
public final class MigratorBuilder {

    private @Nullable DataSource dataSource;
    private @Nullable String url;
    private @Nullable DatabaseAdmin database;
    private Optional<String> user = Optional.empty();
    private Optional<String> password = Optional.empty();
    private List<String> packages = List.of();
    private @Nullable ClassLoader classLoader;
    private List<Path> classpath = List.of();
    private List<Path> folders = List.of();
    private Optional<Path> compileInto = Optional.empty();
    private final List<RevisionSource> sources = new ArrayList<>();
    private Optional<List<Migration>> migrations = Optional.empty();
    private boolean emptyAllowed;
    private Optional<Path> indexes = Optional.empty();
    private MigrationFactory factory = MigrationFactory.CONSTRUCTOR;
    private List<String> schemas = List.of();
    private Optional<String> role = Optional.empty();
    private Optional<String> historySchema = Optional.empty();
    private String historyPrefix = LedgerName.DEFAULT.prefix();
    private Duration lockWait = Duration.ofMinutes(10);
    private Timeouts timeouts = Timeouts.USUAL;
    private int connectRetries;
    private RetryPolicy retries = RetryPolicy.USUAL;
    private boolean singleTransaction;
    private Audit audit = Audit.OFF;
    private boolean showStatements;
    private boolean cleanEnabled;
    private Optional<List<String>> assumed = Optional.empty();
    private String applicationName = "migrator";
    private String applicationVersion = "";
    private Map<String, String> parameters = Map.of();
    private final List<MigrationListener> listeners = new ArrayList<>();
    private final List<Consumer<StepEvent>> hearing = new ArrayList<>();
    private Optional<HookFiles> hooks = Optional.empty();
    private boolean services = true;

    MigratorBuilder() {}

    /** Runs on connections of a pool or the like; one is held for a whole run and given back as it came. */
    public MigratorBuilder dataSource(DataSource source) {
        this.dataSource = Objects.requireNonNull(source);
        return this;
    }

    /** Runs on plain connections to an address: {@code jdbc:postgresql://…} or {@code postgresql://…}. */
    public MigratorBuilder url(String address) {
        this.url = Objects.requireNonNull(address);
        return this;
    }

    /** Runs on plain connections to a database that is named already, as its user. */
    public MigratorBuilder database(DatabaseAdmin database) {
        this.database = Objects.requireNonNull(database);
        return this;
    }

    /** Connects as a user; goes before a user in the address. */
    public MigratorBuilder user(String name) {
        this.user = Optional.of(name);
        return this;
    }

    /** Connects with a password; goes before one in the address. */
    public MigratorBuilder password(String secret) {
        this.password = Optional.of(secret);
        return this;
    }

    /** Names the packages that hold revisions, sub-packages included. */
    public MigratorBuilder packages(String... names) {
        return packages(List.of(names));
    }

    /** Names the packages that hold revisions, sub-packages included. */
    public MigratorBuilder packages(List<String> names) {
        this.packages = List.copyOf(names);
        return this;
    }

    /** Finds revisions with a class loader; the thread's context class loader, otherwise. */
    public MigratorBuilder classLoader(ClassLoader loader) {
        this.classLoader = Objects.requireNonNull(loader);
        return this;
    }

    /** Finds revisions in folders of classes and jar files, loaded by a class loader of their own. */
    public MigratorBuilder classpath(List<Path> entries) {
        this.classpath = List.copyOf(entries);
        return this;
    }

    /**
     * Finds revisions in folders and the folders inside them: {@code .sql} files as they are, {@code .java} files compiled
     * by the JDK's compiler (see {@link #compileInto}).
     */
    public MigratorBuilder folders(List<Path> paths) {
        this.folders = List.copyOf(paths);
        return this;
    }

    /** Keeps the classes of the sources in the folders in a folder of the tool's own, made when needed. */
    public MigratorBuilder compileInto(Path folder) {
        this.compileInto = Optional.of(folder);
        return this;
    }

    /** Takes descriptions of revisions from elsewhere as well. */
    public MigratorBuilder source(RevisionSource revisions) {
        this.sources.add(revisions);
        return this;
    }

    /**
     * Remembers in a folder what was found, so that the next process opens no file again that is as it was. One migrator
     * remembers it by itself. Where the folder cannot be read or written, all files are read.
     */
    public MigratorBuilder indexIn(Path folder) {
        this.indexes = Optional.of(folder);
        return this;
    }

    /** Lets packages and folders hold no revision yet, which is an error otherwise; for who writes the first one. */
    public MigratorBuilder allowEmpty() {
        this.emptyAllowed = true;
        return this;
    }

    /**
     * Runs these objects, whose classes say with {@code @Revision} what they are: the beans of a container, or the migrations
     * of a native image, which has no class files to look at. Each must be able to run more than once.
     */
    public MigratorBuilder migrations(Collection<? extends Migration> instances) {
        this.migrations = Optional.of(List.copyOf(instances));
        return this;
    }

    /** Runs these objects, as {@link #migrations(Collection)} does. */
    public MigratorBuilder migrations(Migration... instances) {
        return migrations(List.of(instances));
    }

    /**
     * Makes the instances of migrations that are found as classes, for dependency injection. The classes then need no public
     * constructor without parameters.
     */
    public MigratorBuilder factory(MigrationFactory makes) {
        this.factory = Objects.requireNonNull(makes);
        return this;
    }

    /** Puts schemas on the search path, the first one being current. */
    public MigratorBuilder schemas(List<String> names) {
        this.schemas = List.copyOf(names);
        return this;
    }

    /** Puts a schema on the search path. */
    public MigratorBuilder schema(String name) {
        return schemas(List.of(name));
    }

    /** Runs as a role, which the user must be a member of. */
    public MigratorBuilder role(String name) {
        this.role = Optional.of(name);
        return this;
    }

    /** Keeps the ledger in a schema; in the one that is current at its creation, otherwise. */
    public MigratorBuilder historySchema(String name) {
        this.historySchema = Optional.of(name);
        return this;
    }

    /** Begins the names of the ledger's tables; {@code migrator_} otherwise. */
    public MigratorBuilder historyPrefix(String prefix) {
        this.historyPrefix = Objects.requireNonNull(prefix);
        return this;
    }

    /** Waits for the run lock that long, 10 minutes otherwise. */
    public MigratorBuilder lockWait(Duration time) {
        this.lockWait = Objects.requireNonNull(time);
        return this;
    }

    /** Lets a statement of a transactional step wait for locks that long, 5 seconds otherwise; zero for no limit. */
    public MigratorBuilder lockTimeout(Duration time) {
        this.timeouts = new Timeouts(time, timeouts.statement(), timeouts.idleInTransaction(), timeouts.transaction());
        return this;
    }

    /** Lets a statement take that long; zero, the default, for no limit. */
    public MigratorBuilder statementTimeout(Duration time) {
        this.timeouts = new Timeouts(timeouts.lock(), time, timeouts.idleInTransaction(), timeouts.transaction());
        return this;
    }

    /** How long a migration may do something else between two statements of a transaction; as long as it takes otherwise. */
    public MigratorBuilder idleInTransactionTimeout(Duration time) {
        this.timeouts = new Timeouts(timeouts.lock(), timeouts.statement(), time, timeouts.transaction());
        return this;
    }

    /** How long a transaction may take; as long as it takes otherwise. Needs PostgreSQL 17. */
    public MigratorBuilder transactionTimeout(Duration time) {
        this.timeouts = new Timeouts(timeouts.lock(), timeouts.statement(), timeouts.idleInTransaction(), time);
        return this;
    }

    /** Tries again that many times, a second apart, where the server does not answer yet. */
    public MigratorBuilder connectRetries(int times) {
        this.connectRetries = times;
        return this;
    }

    /**
     * Tries a transactional step again that many times, 4 otherwise, which meets {@link #lockTimeout}, a deadlock or a
     * serialization failure. It is rolled back whole before, and its migration is a new instance.
     */
    public MigratorBuilder retries(int times) {
        this.retries = new RetryPolicy(times, retries.budget());
        return this;
    }

    /** Begins no further try of a step after that long, 2 minutes otherwise. */
    public MigratorBuilder retryBudget(Duration time) {
        this.retries = new RetryPolicy(retries.retries(), time);
        return this;
    }

    /**
     * Runs each plan in one transaction, and not each of its steps: all of it is done, or none. Refused where a step is not
     * transactional, or the server has no room for the locks of all; to know these, each migration is run once more before,
     * without a database.
     */
    public MigratorBuilder singleTransaction(boolean yes) {
        this.singleTransaction = yes;
        return this;
    }

    /** Keeps what migrations send in the ledger, in a table of its own; nothing of it, otherwise. */
    public MigratorBuilder audit(Audit level) {
        this.audit = Objects.requireNonNull(level);
        return this;
    }

    /** Lets the listener hear of each statement as well, once it is known what came of it. */
    public MigratorBuilder showStatements(boolean yes) {
        this.showStatements = yes;
        return this;
    }

    /**
     * Decides as for a database that has these revisions and all below them, and asks none: for plans and scripts where no
     * database can be reached. Nothing can be run then.
     *
     * @param revisions ids, labels, {@code heads} …; none for an empty database
     */
    public MigratorBuilder assuming(List<String> revisions) {
        this.assumed = Optional.of(List.copyOf(revisions));
        return this;
    }

    /** Lets {@link SchemaCleaner#clean()} empty the schemas, which destroys all data in them; it is refused otherwise. */
    public MigratorBuilder cleanEnabled(boolean yes) {
        this.cleanEnabled = yes;
        return this;
    }

    /** What the server shows of the session. */
    public MigratorBuilder applicationName(String name) {
        this.applicationName = Objects.requireNonNull(name);
        return this;
    }

    /** What the history says of the application that ran the migrations. */
    public MigratorBuilder applicationVersion(String version) {
        this.applicationVersion = Objects.requireNonNull(version);
        return this;
    }

    /** What migrations may ask for by name. */
    public MigratorBuilder parameters(Map<String, String> values) {
        this.parameters = Map.copyOf(values);
        return this;
    }

    /** Hears of each step as well, on the thread that runs it; what it throws is logged and disturbs no run. */
    public MigratorBuilder listener(Consumer<StepEvent> hears) {
        this.hearing.add(Objects.requireNonNull(hears));
        return this;
    }

    /** Takes part in runs as well, after those listeners that the class loader of the migrations has as services. */
    public MigratorBuilder listener(MigrationListener takesPart) {
        this.listeners.add(Objects.requireNonNull(takesPart));
        return this;
    }

    /**
     * Runs the SQL files of a folder around others, each when its name says; otherwise those of the folders {@code hooks}
     * beside {@link #folders}, where there are any.
     *
     * @param place the folder, or with {@code classpath:} before it a folder of resources
     */
    public MigratorBuilder hooks(String place) {
        this.hooks = Optional.of(HookFiles.in(place));
        return this;
    }

    /** Runs migrations alone: looks for no hooks, and for no listeners among the services. */
    public MigratorBuilder withoutHooks() {
        this.hooks = Optional.of(HookFiles.NONE);
        this.services = false;
        return this;
    }

    /**
     * Makes the migrator. Sources in folders are compiled; else nothing is looked at yet, and no connection is opened.
     *
     * @throws ConfigurationException where what was told is incomplete or contradicts itself
     * @throws RefusedException with what the compiler said, where sources do not compile
     */
    public Migrator build() {
        if (Stream.of(dataSource, url, database).filter(Objects::nonNull).count() > 1) {
            throw new ConfigurationException(
                    "several of a data source, a url and a database are given; give one of them");
        }
        Sources.Opened opened = new Sources(
                        packages, classpath, folders, compileInto, sources, migrations, emptyAllowed, indexes)
                .open(Optional.ofNullable(classLoader), factory);
        SessionSettings settings = new SessionSettings(applicationName, schemas, role, timeouts);
        return new Migrator(new MigratorConfig(
                opened.source(),
                opened.instances(),
                opened.classLoader(),
                factory,
                database(settings),
                assumed,
                settings,
                new LedgerName(historySchema, historyPrefix),
                lockWait,
                new RunRules(new MigrationParameters(parameters), retries, singleTransaction, audit, showStatements),
                applicationVersion,
                cleanEnabled,
                new Participants(
                        new Listeners(listeners, hearing),
                        services,
                        hooks.orElseGet(() -> HookFiles.beside(folders)),
                        opened.classLoader())));
    }

    private Optional<Database> database(SessionSettings settings) {
        if (dataSource != null) {
            return Optional.of(Database.from(dataSource, connectRetries, settings));
        }
        if (database != null) {
            return Optional.of(
                    Database.at(Connector.at(database.url(), database.properties(), connectRetries), settings));
        }
        return Optional.ofNullable(url)
                .map(address -> Database.at(address, user, password, applicationName, connectRetries, settings));
    }
}
