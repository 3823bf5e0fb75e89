// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks;

/** What is measured, in the order in which it is told of. */
enum Operation {
    BUILD("build", "build the graph"),
    UPGRADE_HEADS("upgradeHeads", "plan `upgrade heads` from nothing"),
    DOWNGRADE_BASE("downgradeBase", "plan `downgrade base` from everything"),
    HISTORY("history", "list all, newest first"),
    RESOLVE_NAMES("resolveNames", "resolve 10,000 names, per name") {
        @Override
        int units(int size) {
            return ResolveBenchmark.NAMES;
        }
    },
    RESOLVE_HEADS("resolveHeads", "resolve 100 `ID@head`, per target") {
        @Override
        int units(int size) {
            return ResolveBenchmark.HEADS;
        }
    },
    UPGRADE_STEPS("upgradeSteps", "plan `upgrade base+n`"),
    DOWNGRADE_STEPS("downgradeSteps", "plan `downgrade -n`");

    private final String method;
    private final String label;

    Operation(String method, String label) {
        this.method = method;
        this.label = label;
    }

    /** Gives the operation that a method measures. */
    static Operation of(String method) {
        for (Operation operation : values()) {
            if (operation.method.equals(method)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("no operation is measured by " + method);
    }

    String label() {
        return label;
    }

    /** How many of what the time is shared among. */
    int units(int size) {
        return size;
    }
}
