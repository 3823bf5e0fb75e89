// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.ConfigurationException;
import dev.migrator.cli.option.Place;
import dev.migrator.cli.option.Setting;
import dev.migrator.cli.option.Settings;
import dev.migrator.cli.option.Surroundings;
import dev.migrator.cli.output.BrokenOffView;
import dev.migrator.cli.output.PlacedView;
import dev.migrator.cli.output.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The databases that a command is about, one after the other, and what was answered. Not thread-safe. */
final class Places {

    private final List<Settings> all;
    private final List<Map<String, ?>> answered = new ArrayList<>();
    private boolean begun;
    private int at;

    Places(List<Settings> all) {
        this.all = List.copyOf(all);
    }

    Settings settings() {
        return all.get(at);
    }

    Place here() {
        return settings().place();
    }

    boolean areSeveral() {
        return all.size() > 1;
    }

    /** From here on, it is the present one that something becomes of. */
    void begin() {
        begun = true;
    }

    /** Goes to the next one, where there is one. */
    boolean next(View answer) {
        if (areSeveral()) {
            answered.add(placed(answer).document());
        }
        if (at + 1 == all.size()) {
            return false;
        }
        at++;
        return true;
    }

    /** Refuses before anything is done with the first what would go wrong with a later one. */
    void requireSound(Surroundings surroundings) {
        List<String> problems = all.stream()
                .flatMap(each -> each.problems(surroundings).stream())
                .distinct()
                .toList();
        if (!problems.isEmpty()) {
            throw Settings.of(problems);
        }
        for (int i = 0; i < all.size(); i++) {
            for (Settings other : all.subList(0, i)) {
                if (all.get(i).meansTheSameAs(other)) {
                    throw new ConfigurationException(other.place() + " and " + name(all.get(i))
                            + " are the same database and ledger; give one of them a " + Setting.URL.key() + " or a "
                            + Setting.SCHEMA.key() + " of its own");
                }
            }
        }
    }

    View placed(View view) {
        return here().isPlain() ? view : withPlace(view);
    }

    /** An error tells where it was, and of several what became of the others. */
    View brokenOff(View error) {
        if (!areSeveral()) {
            return placed(error);
        }
        if (!begun) {
            return error;
        }
        List<String> notBegun =
                all.subList(at + 1, all.size()).stream().map(Places::name).toList();
        return new BrokenOffView(withPlace(error), answered, notBegun);
    }

    Map<String, ?> document() {
        return PlacedView.together(answered);
    }

    private PlacedView withPlace(View view) {
        return new PlacedView(view, here().environment(), here().name(), here().toString());
    }

    private static String name(Settings settings) {
        return settings.place().name().orElse("");
    }
}
