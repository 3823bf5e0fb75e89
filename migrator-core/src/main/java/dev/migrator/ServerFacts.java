// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import java.util.Set;

/**
 * What a server has, whichever of its databases is looked at.
 *
 * @param version its major version
 * @param extensions the extensions that can be created there
 */
public record ServerFacts(int version, Set<String> extensions) {

    /** Copies the set. */
    public ServerFacts {
        extensions = Set.copyOf(extensions);
    }
}
