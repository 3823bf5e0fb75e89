// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

import dev.migrator.Migrator;
import dev.migrator.graph.Target;
import dev.migrator.ledger.Ledger;
import dev.migrator.ledger.LedgerName;
import dev.migrator.plan.Plan;
import dev.migrator.plan.Planner;
import dev.migrator.plan.UpgradeOptions;
import dev.migrator.revision.Checked;
import dev.migrator.revision.Problem;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * Goes through the stages of {@code upgrade head} in a JVM that was just started, one after another, and prints what each
 * took, in milliseconds. What a stage loads and compiles is counted with it.
 */
public final class Stages {

    private long last = System.nanoTime();

    private Stages() {}

    /**
     * Runs an upgrade.
     *
     * @param args the folder of SQL revisions, and address, user and password of the database
     */
    public static void main(String[] args) throws SQLException {
        new Stages().run(Path.of(args[0]), args[1], args[2], args[3]);
    }

    private void run(Path folder, String url, String user, String password) throws SQLException {
        Migrator migrator = Migrator.configure()
                .folders(List.of(folder))
                .url(url)
                .user(user)
                .password(password)
                .build();
        var unused = migrator.graph();
        told("discovery and graph");
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            told("connection");
            sound(new Ledger(LedgerName.DEFAULT).read(connection));
            told("ledger");
        }
        // The same again, now warm, since only the front door makes a planner that compares the code.
        Planner planner = migrator.planner();
        last = System.nanoTime();
        Plan plan = sound(planner.upgrade(sound(Target.parse("head")), UpgradeOptions.STRICT));
        told("plan");
        if (!plan.isEmpty()) {
            migrator.run(plan);
            told("steps");
        }
    }

    private void told(String stage) {
        System.out.println(stage + "\t" + (System.nanoTime() - last) / 1e6);
        last = System.nanoTime();
    }

    private static <T, P extends Problem> T sound(Checked<T, P> checked) {
        return checked.fold(value -> value, problems -> {
            throw new IllegalStateException(problems.toString());
        });
    }
}
