// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import dev.migrator.DatabaseAdmin;
import java.util.Optional;

/**
 * A setting as it may be shown to anybody.
 *
 * @param key its name
 * @param value its value, secrets masked; nothing where it has none
 * @param origin where the value was given; nothing where it is the default
 */
public record ShownSetting(String key, Optional<String> value, Optional<String> origin) {

    private static final String MASK = "****";

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
        return setting == Setting.URL && !text.equals("embedded") ? DatabaseAdmin.masked(text) : text;
    }
}
