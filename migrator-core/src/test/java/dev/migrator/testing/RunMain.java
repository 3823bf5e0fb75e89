// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import dev.migrator.Migrator;
import java.util.Map;

/** A program that runs migrations as an application at its start would. */
public final class RunMain {

    private RunMain() {}

    /** Expects url, user, password, package, verb, target, and how long a sleeper sleeps. */
    public static void main(String[] arguments) {
        Migrator migrator = Migrator.configure()
                .url(arguments[0])
                .user(arguments[1])
                .password(arguments[2])
                .packages(arguments[3])
                .parameters(Map.of("sleep", arguments[6]))
                .applicationName("child")
                .cleanEnabled(true)
                .build();
        switch (arguments[4]) {
            case "upgrade" ->
                System.out.println(migrator.upgrade(arguments[5]).done().size() + " done");
            case "downgrade" ->
                System.out.println(migrator.downgrade(arguments[5]).done().size() + " done");
            case "clean" ->
                System.out.println(migrator.cleaner().clean().plan().removals().size() + " dropped");
            case "status" -> System.out.println(migrator.status().current() + " " + migrator.heads());
            default -> throw new IllegalArgumentException(arguments[4]);
        }
    }
}
