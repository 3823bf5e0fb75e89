// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Everything that can be set, by flag, variable or file. */
public enum Setting {
    /** Which environment a command is about. */
    ENV("env", "NAME", "The environment: its keys in migrator.properties, as NAME.url, go before the plain ones."),
    /** Which of several databases or schemas a command is about. */
    NAME("name", "NAMES", "Which of the names of migrator.properties: one, several with commas, or all."),
    /** The environments that there are; a file alone can tell, so that there is no variable. */
    ENVIRONMENTS("environments", "", ""),
    /** The databases or schemas that there are; a file alone can tell, so that there is no variable. */
    NAMES("names", "", ""),
    /** Where the database is. */
    URL("url", "URL", "The database: jdbc:postgresql://HOST/DB, postgresql://HOST/DB, or embedded."),
    /** Who connects. */
    USER("user", "NAME", "The database user."),
    /** The password; there is no flag, as command lines are public. */
    PASSWORD("password", "", ""),
    /** The role that runs the migrations. */
    ROLE("role", "NAME", "The role to become after connecting."),
    /** The schema that migrations write into. */
    SCHEMA("schema", "NAME", "The schema in which unqualified names are found and made."),
    /** The schema of the ledger. */
    HISTORY_SCHEMA("history-schema", "NAME", "The schema of migrator's own tables."),
    /** The beginning of the ledger's names. */
    HISTORY_PREFIX("history-prefix", "TEXT", "What the names of migrator's own tables begin with."),
    /** Where revisions are looked for as files. */
    MIGRATIONS("migrations", "DIRS", "Folders of .java and .sql files that are revisions, comma-separated."),
    /** Where revisions are looked for as classes. */
    PACKAGES("packages", "NAMES", "The Java packages that hold the revisions, comma-separated."),
    /** Where SQL files are that run around others. */
    HOOKS("hooks", "", ""),
    /** Where classes are found. */
    CLASSPATH("classpath", "PATHS", "Folders and jars with the compiled revisions and what they use."),
    /** Where new revisions are written. */
    SOURCES("sources", "DIR", "The source folder where revision and merge write (src/main/java)."),
    /** Where new SQL revisions are written. */
    RESOURCES("resources", "", ""),
    /** How the files of new revisions are named. */
    FILE_TEMPLATE("file-template", "", ""),
    /** What is in the files of new revisions. */
    TEMPLATES("templates", "", ""),
    /** What is run with each file that was written. */
    POST_WRITE("post-write", "", ""),
    /** The program that tells a schema. */
    PG_DUMP("pg-dump", "", ""),
    /** What upgrade means by itself. */
    TARGET("target", "", ""),
    /** How far upgrade goes by itself. */
    PHASE("phase", "", ""),
    /** How long to wait for another run. */
    LOCK_WAIT("lock-wait", "TIME", "How long to wait for another run to end, as 30s, 500ms or 2m."),
    /** PostgreSQL's lock_timeout. */
    LOCK_TIMEOUT("lock-timeout", "TIME", "How long a statement may wait for a lock."),
    /** PostgreSQL's statement_timeout. */
    STATEMENT_TIMEOUT("statement-timeout", "TIME", "How long a statement may run."),
    /** PostgreSQL's idle_in_transaction_session_timeout. */
    IDLE_IN_TRANSACTION_TIMEOUT("idle-in-transaction-timeout", "", ""),
    /** PostgreSQL's transaction_timeout. */
    TRANSACTION_TIMEOUT("transaction-timeout", "", ""),
    /** How often to try a step again that others are in the way of. */
    RETRIES("retries", "N", "How often to try a step again that meets a lock, a deadlock or a serialization failure."),
    /** How long to go on trying. */
    RETRY_BUDGET("retry-budget", "TIME", "How long after its first try a step may be tried again."),
    /** How often to try to connect again. */
    CONNECT_RETRIES("connect-retries", "N", "How often to try again to connect."),
    /** What the ledger keeps of statements. */
    AUDIT("audit", "LEVEL", "What to keep of the statements that are sent: off, statements or full."),
    /** Whether clean may be used; there is no flag, as it must not be enabled in passing. */
    CLEAN_ENABLED("clean-enabled", "", ""),
    /** Whether to ask before what cannot be taken back; there is no flag, as --yes is one. */
    CONFIRM("confirm", "", ""),
    /** The version of the application, for the ledger. */
    APPLICATION_VERSION("application-version", "TEXT", "The version of your application, for the record."),
    /** Whether to use colour. */
    COLOR("color", "WHEN", "Colours: auto, always or never."),
    /** The port of the embedded server. */
    EMBEDDED_PORT("embedded.port", "PORT", "The port of the embedded server.");

    private final String key;
    private final String parameter;
    private final String description;

    Setting(String key, String parameter, String description) {
        this.key = key;
        this.parameter = parameter;
        this.description = description;
    }

    /** Its name in a file. */
    public String key() {
        return key;
    }

    /** Its name in the environment. */
    public String variable() {
        return "MIGRATOR_" + name();
    }

    /** Its name on the command line, where it may stand there. */
    public Optional<String> flag() {
        return parameter.isEmpty() ? Optional.empty() : Optional.of("--" + key.replace('.', '-'));
    }

    /** What it is where nobody says, where that is a value of its own. */
    public Optional<String> standard() {
        return switch (this) {
            case HISTORY_PREFIX -> Optional.of("migrator_");
            case SOURCES -> Optional.of("src/main/java");
            case RESOURCES -> Optional.of("src/main/resources");
            case TEMPLATES -> Optional.of("templates");
            case TARGET -> Optional.of("head");
            case PHASE -> Optional.of("contract");
            case LOCK_WAIT -> Optional.of("10m");
            case LOCK_TIMEOUT -> Optional.of("5s");
            case RETRIES -> Optional.of("4");
            case RETRY_BUDGET -> Optional.of("2m");
            case STATEMENT_TIMEOUT, IDLE_IN_TRANSACTION_TIMEOUT, TRANSACTION_TIMEOUT, CONNECT_RETRIES ->
                Optional.of("0");
            case AUDIT -> Optional.of("off");
            case CLEAN_ENABLED, CONFIRM -> Optional.of("false");
            case COLOR -> Optional.of("auto");
            default -> Optional.empty();
        };
    }

    private boolean hasVariable() {
        return this != ENVIRONMENTS && this != NAMES;
    }

    /** All that it can be, where these are a few words. */
    public List<String> words() {
        return switch (this) {
            case URL -> List.of("embedded");
            case AUDIT -> List.of("off", "statements", "full");
            case PHASE -> List.of("expand", "contract");
            case COLOR -> List.of("auto", "always", "never");
            default -> List.of();
        };
    }

    String parameter() {
        return parameter;
    }

    String description() {
        return description;
    }

    static Optional<Setting> byKey(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findAny();
    }

    static Optional<Setting> byVariable(String name) {
        return Arrays.stream(values())
                .filter(Setting::hasVariable)
                .filter(each -> each.variable().equals(name))
                .findAny();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(Setting::key).toList();
    }

    static List<String> variables() {
        return Arrays.stream(values())
                .filter(Setting::hasVariable)
                .map(Setting::variable)
                .toList();
    }
}
