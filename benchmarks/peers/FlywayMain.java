// SPDX-License-Identifier: Apache-2.0
import org.flywaydb.core.Flyway;

/** The least that a user of the library writes; the environment has the address and the folder. */
public final class FlywayMain {
    public static void main(String[] args) {
        Flyway.configure().envVars().load().migrate();
    }
}
