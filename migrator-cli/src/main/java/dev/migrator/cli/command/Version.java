// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Tells the version, as the archive has it. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version =
                Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "(not packaged)");
        return new String[] {"migrator " + version, "Java " + Runtime.version()};
    }
}
