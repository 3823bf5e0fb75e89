// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli;

import dev.migrator.cli.command.Program;
import dev.migrator.cli.option.Surroundings;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where the process starts. */
public final class Main {

    /** Kubernetes kills after 30 seconds. */
    private static final int LONGEST_GOODBYE_SECONDS = 25;

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        Logging.quieten(args);
        // The answer has a stream of its own: what a migration prints is talk.
        Surroundings surroundings = Surroundings.ofThisProcess();
        System.setOut(surroundings.err());
        Program program = new Program(surroundings);
        CountDownLatch ended = new CountDownLatch(1);
        AtomicInteger exit = new AtomicInteger(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> onSignal(program, ended, exit)));
        exit.set(program.run(args));
        surroundings.out().flush();
        ended.countDown();
        System.exit(exit.get());
    }

    /** A run that is told to end rolls back and reports, and the process ends with its exit code. */
    private static void onSignal(Program program, CountDownLatch ended, AtomicInteger exit) {
        if (ended.getCount() == 0 || !program.signals().raise()) {
            return;
        }
        try {
            if (ended.await(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(exit.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
