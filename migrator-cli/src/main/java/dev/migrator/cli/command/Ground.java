// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.DatabaseAdmin;
import dev.migrator.RunFailedException;
import dev.migrator.outcome.SqlError;
import dev.migrator.outcome.StepFailure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What revisions find, as somebody made it by hand before the first of them. A scratch database has to have it, too.
 *
 * @param schemas schemas
 * @param roles roles, which need no rights for a proof
 */
record Ground(List<String> schemas, List<String> roles) {

    private static final String NO_SUCH_SCHEMA = "3F000";
    private static final String NO_SUCH_OBJECT = "42704";
    private static final Pattern ROLE = Pattern.compile("role \"(.+)\" does not exist");

    /** Makes it where it is not there. */
    void lay(DatabaseAdmin database) {
        database.createRoles(roles);
        database.createSchemas(schemas);
    }

    /**
     * Gives it with what a run did not find.
     *
     * @param failed the run
     * @param candidates the schemas that the project names
     * @param roles whether roles may be made
     */
    Ground wantedBy(RunFailedException failed, List<String> candidates, boolean roles) {
        return failed.report()
                .failure()
                .flatMap(StepFailure::sql)
                .map(sql -> wantedBy(sql, candidates, roles))
                .orElse(this);
    }

    private Ground wantedBy(SqlError sql, List<String> candidates, boolean mayMakeRoles) {
        if (sql.state().equals(NO_SUCH_SCHEMA)) {
            return new Ground(
                    Stream.concat(schemas.stream(), candidates.stream())
                            .distinct()
                            .toList(),
                    roles);
        }
        return role(sql)
                .filter(name -> mayMakeRoles && !roles.contains(name))
                .map(name -> new Ground(
                        schemas, Stream.concat(roles.stream(), Stream.of(name)).toList()))
                .orElse(this);
    }

    private static Optional<String> role(SqlError sql) {
        Matcher missing = ROLE.matcher(sql.message());
        return sql.state().equals(NO_SUCH_OBJECT) && missing.find() ? Optional.of(missing.group(1)) : Optional.empty();
    }

    @Override
    public String toString() {
        return Stream.concat(
                        schemas.stream().map(name -> "schema " + name),
                        roles.stream().map(name -> "role " + name))
                .collect(Collectors.joining(", "));
    }
}
