// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.option;

import dev.migrator.plan.SeedRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which seeds a verb is about. */
public final class SeedOptions {

    @Parameters(
            arity = "0..*",
            paramLabel = "SEED",
            description = "Seeds by name. Without one, all that have no profile or one that is named.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--profile",
            paramLabel = "P",
            split = ",",
            description = "Those for this profile, too; may be repeated.")
    private List<String> profiles = new ArrayList<>();

    /**
     * What was given.
     *
     * @param again whether what is there is applied once more
     */
    public SeedRequest request(boolean again) {
        return new SeedRequest(names, profiles, again);
    }
}
