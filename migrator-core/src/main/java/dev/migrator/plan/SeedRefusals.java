// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.Nearest;
import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why seeds are not applied or removed as asked. All texts are here. */
final class SeedRefusals {

    private SeedRefusals() {}

    static Refusal unknown(RevisionId name, boolean applied, Optional<String> holder, List<RevisionId> known) {
        return new Refusal.Seed(
                "unknown",
                applied
                        ? "the database has seed " + name
                                + ", and the code does not; bring the code up to date, or, if it is gone"
                                + " for good, take its record away with repair --forget " + name
                        : holder.map(other -> "'" + name + "' is no seed, but " + other
                                        + "; upgrade is for revisions, and runs repeatables by itself")
                                .orElseGet(() -> "there is no seed '" + name + "'; "
                                        + meant(
                                                name.value(),
                                                known.stream()
                                                        .map(RevisionId::value)
                                                        .toList())),
                List.of(name));
    }

    private static String meant(String typed, List<String> known) {
        List<String> nearest = Nearest.names(typed, known.stream());
        if (!nearest.isEmpty()) {
            return "did you mean " + String.join(" or ", nearest) + "?";
        }
        return known.isEmpty() ? "there is none at all" : "there are " + String.join(", ", known);
    }

    static Refusal noProfile(String profile, List<String> known) {
        return new Refusal.Seed(
                "unknown_profile", "no seed has the profile '" + profile + "'; " + meant(profile, known), List.of());
    }

    static Refusal notWanted(RevisionDescriptor seed) {
        return new Refusal.Seed(
                "unknown_profile",
                seed.told() + " is for the profiles " + String.join(", ", seed.profiles())
                        + " only; name one of these, or no profile",
                List.of(seed.id()));
    }

    static Refusal tooEarly(RevisionDescriptor seed, List<RevisionId> missing) {
        return new Refusal.Seed(
                "not_applied",
                seed.told() + " needs " + RevisionId.list(missing)
                        + ", which the database does not have; upgrade first",
                Stream.concat(Stream.of(seed.id()), missing.stream()).toList());
    }

    static Refusal oneWay(List<RevisionId> names) {
        return new Refusal.Seed(
                "irreversible",
                "no remove is declared by " + RevisionId.list(names) + "; write one, or take the data away by hand",
                names);
    }

    static Refusal neededByUnknown(List<RevisionId> names) {
        return new Refusal.Seed(
                "unknown_applied",
                "not removed, since " + RevisionId.list(names)
                        + " depends on it, which the code does not have; bring the code up to date, or, if that is gone for"
                        + " good, take its record away with repair --forget",
                names);
    }
}
