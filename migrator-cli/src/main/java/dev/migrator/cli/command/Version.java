// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.jar.Manifest;
import picocli.CommandLine.IVersionProvider;

/** Tells the versions of the tool and of what it runs on, as their archives have them; loads none of their classes. */
final class Version implements IVersionProvider {

    private static final String UNKNOWN = "(not packaged)";

    @Override
    public String[] getVersion() {
        return new String[] {
            "migrator " + tool(),
            "jOOQ " + archive("org/jooq/DSLContext.class"),
            "PostgreSQL JDBC driver " + archive("org/postgresql/Driver.class"),
            "Java " + Runtime.version()
        };
    }

    /** The version of the tool, and of the library that comes with it. */
    static String tool() {
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream("version.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static String archive(String member) {
        URL url = Version.class.getClassLoader().getResource(member);
        try {
            Manifest manifest =
                    url != null && url.openConnection() instanceof JarURLConnection jar ? jar.getManifest() : null;
            return manifest == null
                    ? UNKNOWN
                    : Objects.requireNonNullElse(manifest.getMainAttributes().getValue("Bundle-Version"), UNKNOWN);
        } catch (IOException unreadable) {
            return UNKNOWN;
        }
    }
}
