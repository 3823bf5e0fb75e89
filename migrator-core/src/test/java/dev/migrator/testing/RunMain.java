// SPDX-License-Identifier: Apache-2.0
package dev.migrator.testing;

import dev.migrator.Migrator;
import dev.migrator.plan.RepairRequest;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.revision.Phase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that runs migrations as an application at its start would. */
public final class RunMain {

    private RunMain() {}

    /** Expects url, user, password, package or folder, verb, target, and how long a sleeper sleeps. */
    public static void main(String[] arguments) {
        boolean folder = arguments[3].startsWith("/");
        Migrator migrator = Migrator.configure()
                .packages(folder ? List.of() : List.of(arguments[3]))
                .folders(folder ? List.of(Path.of(arguments[3])) : List.of())
                .url(arguments[0])
                .user(arguments[1])
                .password(arguments[2])
                .parameters(Map.of("sleep", arguments[6]))
                .applicationName("child")
                .cleanEnabled(true)
                .build();
        switch (arguments[4]) {
            case "upgrade" ->
                System.out.println(migrator.upgrade(arguments[5]).done().size() + " done");
            case "downgrade" ->
                System.out.println(migrator.downgrade(arguments[5]).done().size() + " done");
            case "expand" ->
                System.out.println(migrator.upgrade(arguments[5], UpgradeOptions.STRICT.through(Phase.EXPAND))
                                .done()
                                .size()
                        + " done");
            case "seed-apply" ->
                System.out.println(migrator.seeds().apply(arguments[5]).done().size() + " done");
            case "seed-remove" ->
                System.out.println(migrator.seeds().remove(arguments[5]).done().size() + " done");
            case "tag" ->
                System.out.println(migrator.tags().set(arguments[5]).done().size() + " done");
            case "forget" ->
                System.out.println(migrator.repair(RepairRequest.forgetting(arguments[5]))
                                .done()
                                .size()
                        + " done");
            case "clean" ->
                System.out.println(migrator.cleaner().clean().plan().removals().size() + " dropped");
            case "status" -> System.out.println(migrator.status().current() + " " + migrator.heads());
            default -> throw new IllegalArgumentException(arguments[4]);
        }
    }
}
