// SPDX-License-Identifier: Apache-2.0
package dev.migrator;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a server has, whichever of its databases is looked at.
 *
 * @param version its major version
 * @param extensions the extensions that can be created there
 * @param shared roles and tablespaces, as {@code role NAME}, with all that is known of them but passwords
 */
public record ServerFacts(int version, Set<String> extensions, Map<String, String> shared) {

    private static final String ROLE = "role ";

    /** Copies the set and the map. */
    public ServerFacts {
        extensions = Set.copyOf(extensions);
        shared = Map.copyOf(shared);
    }

    /** Gives the names of the roles, without quotes. */
    public List<String> roles() {
        return shared.keySet().stream()
                .filter(name -> name.startsWith(ROLE))
                .map(name -> name.substring(ROLE.length()))
                .sorted()
                .toList();
    }

    /** Gives what is shared by all databases and is not the same in another state of the server, by name. */
    public List<String> sharedChanges(ServerFacts other) {
        Set<String> names = new TreeSet<>(shared.keySet());
        names.addAll(other.shared.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(shared.get(name), other.shared.get(name)))
                .toList();
    }
}
