// SPDX-License-Identifier: Apache-2.0
package dev.migrator.discover;

import dev.migrator.revision.Problem;
import dev.migrator.revision.RevisionDescriptor;
import io.github.classgraph.Resource;
import io.github.classgraph.ResourceList;
import io.github.classgraph.ScanResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The SQL revisions among the resources of the packages that a scan looked at. */
final class SqlResources {

    /** Scripts that somebody else uses may be in the same package. */
    private static final Pattern IS_REVISION = Pattern.compile("^\\s*--\\s*migrator:", Pattern.MULTILINE);

    private SqlResources() {}

    static void find(ScanResult scan, List<RevisionDescriptor> revisions, List<Problem> problems) {
        try (ResourceList scripts = scan.getResourcesWithExtension("sql")) {
            for (Resource script : scripts) {
                read(script, revisions, problems);
            }
        }
    }

    private static void read(Resource script, List<RevisionDescriptor> revisions, List<Problem> problems) {
        String location = RevisionDescriptor.CLASSPATH + script.getPath();
        try (script) {
            byte[] bytes = script.load();
            if (IS_REVISION
                    .matcher(new String(bytes, StandardCharsets.ISO_8859_1))
                    .find()) {
                SqlFileRevisions.describe(bytes, location).fold(revisions::add, problems::addAll);
            }
        } catch (IOException unreadable) {
            problems.add(DiscoveryIssue.unreadable(location, unreadable));
        }
    }
}
