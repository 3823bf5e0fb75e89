// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.help;

import dev.migrator.cli.option.Setting;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What may stand for a value, as a shell completes it.
 *
 * @param kind what it is
 * @param words all that it can be, where these are few and known
 */
record Value(Kind kind, List<String> words) {

    /** What a value is. */
    enum Kind {
        /** Nobody can know. */
        ANYTHING,
        /** One of some words. */
        WORD,
        /** A file. */
        FILE,
        /** A folder. */
        FOLDER,
        /** A verb of the program. */
        VERB,
        /** A revision, a label or a symbol; the tool has to be asked. */
        REVISION,
        /** All that, or a tag; the tool has to be asked. */
        TARGET,
        /** All that, a repeatable or a seed; the tool has to be asked. */
        SUBJECT,
        /** A tag; the tool has to be asked. */
        TAG,
        /** A seed; the tool has to be asked. */
        SEED,
        /** What a database has a record of and the code lacks; the tool has to be asked. */
        GONE,
        /** What may be owed or interrupted in a database; the tool has to be asked. */
        UNSETTLED,
        /** An environment; the tool has to be asked. */
        ENVIRONMENT,
        /** A name of several databases; the tool has to be asked. */
        NAME
    }

    static Value word(List<String> words) {
        return new Value(Kind.WORD, List.copyOf(words));
    }

    /** Gives what may stand for an argument, or behind an option that takes a value. */
    static Value of(ArgSpec arg) {
        if (arg instanceof OptionSpec option) {
            if (option.longestName().equals(Setting.ENV.flag().orElseThrow())) {
                return new Value(Kind.ENVIRONMENT, List.of());
            }
            if (option.longestName().equals(Setting.NAME.flag().orElseThrow())) {
                return new Value(Kind.NAME, List.of());
            }
            if (option.longestName().equals("--forget")) {
                return new Value(Kind.GONE, List.of());
            }
            if (option.longestName().equals("--not-applied")) {
                return new Value(Kind.UNSETTLED, List.of());
            }
            List<String> words = Stream.of(Setting.values())
                    .filter(setting -> setting.flag().equals(Optional.of(option.longestName())))
                    .flatMap(setting -> setting.words().stream())
                    .toList();
            if (!words.isEmpty()) {
                return word(words);
            }
        }
        return ofLabel(arg.paramLabel());
    }

    private static Value ofLabel(String label) {
        if (label.contains("|")) {
            return word(List.of(label.split("[|]")));
        }
        return new Value(
                switch (label) {
                    case "TAG" -> Kind.TAG;
                    case "SEED" -> Kind.SEED;
                    case "FILE", "PATHS" -> Kind.FILE;
                    case "VERB" -> Kind.VERB;
                    case "DIR", "DIRS" -> Kind.FOLDER;
                    case "TARGET" -> Kind.TARGET;
                    case "SUBJECT", "RANGE" -> Kind.SUBJECT;
                    case "REV", "REVISION", "REVISIONS", "FIRST:LAST" -> Kind.REVISION;
                    default -> Kind.ANYTHING;
                },
                List.of());
    }

    /** The word by which the scripts know it. */
    String label() {
        return switch (kind) {
            case WORD -> String.join(" ", words);
            default -> "<" + kind.name().toLowerCase(Locale.ROOT) + ">";
        };
    }
}
