// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A setting as it may be shown to anybody.
 *
 * @param key its name
 * @param value its value, secrets masked; nothing where it has none
 * @param origin where the value was given; nothing where it is the default
 */
public record ShownSetting(String key, Optional<String> value, Optional<String> origin) {

    private static final String MASK = "****";
    /** Up to the last {@code @}: a password may hold any character. */
    private static final Pattern USER_PASSWORD = Pattern.compile("(?<=://)([^/@:?\\[]*):.*@");

    private static final Pattern PASSWORD_PARAMETER = Pattern.compile("(?i)([?&][a-z]*password=)[^&]*");

    static ShownSetting of(Setting setting, Optional<Given> given) {
        return new ShownSetting(
                setting.key(),
                given.map(Given::text).map(text -> masked(setting, text)).or(setting::standard),
                given.map(Given::origin));
    }

    private static String masked(Setting setting, String text) {
        if (setting == Setting.PASSWORD) {
            return MASK;
        }
        String withoutUser = USER_PASSWORD.matcher(text).replaceAll("$1:" + MASK + "@");
        return PASSWORD_PARAMETER.matcher(withoutUser).replaceAll("$1" + MASK);
    }
}
