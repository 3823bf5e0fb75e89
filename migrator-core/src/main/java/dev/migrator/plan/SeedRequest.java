// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import java.util.List;

/**
 * Which seeds are meant.
 *
 * @param names by name, and what these depend on; all of the profiles, if empty
 * @param profiles where they are wanted; those without a profile are wanted everywhere
 * @param again whether to apply once more what is there as the code has it
 */
public record SeedRequest(List<String> names, List<String> profiles, boolean again) {

    /** Copies the lists. */
    public SeedRequest {
        names = List.copyOf(names);
        profiles = List.copyOf(profiles);
    }

    /** Names some seeds; all that are wanted everywhere, if none is named. */
    public static SeedRequest of(String... names) {
        return new SeedRequest(List.of(names), List.of(), false);
    }
}
