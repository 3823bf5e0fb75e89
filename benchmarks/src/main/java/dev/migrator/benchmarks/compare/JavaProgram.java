// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

/** Starts the Java that runs the comparison, with the flags for short runs that migrator's own launcher has. */
final class JavaProgram {

    private JavaProgram() {}

    static Invocation of(String classPath, String mainClass) {
        return Invocation.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xms48m",
                "-XX:NewRatio=1",
                "-Xshare:auto",
                "-cp",
                classPath,
                mainClass);
    }
}
