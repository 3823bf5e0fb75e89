// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every verb takes, before or after its name. */
public final class GlobalOptions {

    @Option(
            names = "-C",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            order = 1,
            description = "Run as if started in DIR.")
    private Optional<String> directory = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            order = 2,
            description = "The settings, instead of migrator.properties here or in a folder above.")
    private Optional<String> config = Optional.empty();

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            order = 4,
            description = "Answer with one JSON document on stdout.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            order = 5,
            description = "No talk on stderr, errors excepted.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            order = 6,
            description = "More talk, and stack traces with errors.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            order = 90,
            description = "Show help, and end.")
    @SuppressWarnings("UnusedVariable") // picocli alone reads it
    private boolean help;

    @Option(
            names = "--version",
            versionHelp = true,
            scope = ScopeType.INHERIT,
            order = 91,
            description = "Show the version, and end.")
    @SuppressWarnings("UnusedVariable") // picocli alone reads it
    private boolean version;

    private final List<Map<String, String>> parameters = new ArrayList<>();
    private final Map<Setting, String> flags = new EnumMap<>(Setting.class);

    /** Makes a flag of each setting that may stand on a command line. */
    public void addFlagsTo(CommandSpec root) {
        int order = 10;
        for (Setting setting : Setting.values()) {
            int place = order++;
            setting.flag()
                    .ifPresent(flag -> root.addOption(OptionSpec.builder(flag)
                            .type(String.class)
                            .paramLabel(setting.parameter())
                            .description(setting.description())
                            .scopeType(ScopeType.INHERIT)
                            .order(place)
                            .setter(new FlagSetter(setting))
                            .build()));
        }
    }

    Optional<String> directory() {
        return directory;
    }

    Optional<String> config() {
        return config;
    }

    Map<Setting, String> flags() {
        return flags;
    }

    /** The parser brings one map for before the verb and one for after it, and fills them later. */
    @Option(
            names = "-x",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            order = 3,
            description = "A parameter that migrations can read; may be repeated.")
    void addParameters(@Nullable Map<String, String> values) {
        if (values != null) {
            parameters.add(values);
        }
    }

    /** What was given with {@code -x}. */
    public Map<String, String> parameters() {
        Map<String, String> all = new LinkedHashMap<>();
        parameters.forEach(all::putAll);
        return all;
    }

    /** Whether the answer is a JSON document. */
    public boolean json() {
        return json;
    }

    /** Whether there is to be no talk. */
    public boolean quiet() {
        return quiet;
    }

    /** Whether there are to be stack traces. */
    public boolean verbose() {
        return verbose;
    }

    private final class FlagSetter implements ISetter {

        private final Setting setting;

        FlagSetter(Setting setting) {
            this.setting = setting;
        }

        @Override
        public <T extends @Nullable Object> @Nullable T set(T value) {
            if (value != null) {
                flags.put(setting, value.toString());
            }
            return null;
        }
    }
}
