// SPDX-License-Identifier: Apache-2.0
package dev.migrator.benchmarks.compare;

/** What each revision of a project does, the same for every tool. */
enum Body {
    TABLE {
        @Override
        String sql(int number) {
            return "create table bench_" + number + " (id bigint)";
        }
    },
    SELECT {
        @Override
        String sql(int number) {
            return "select " + number;
        }
    };

    /** One statement on one line, without a semicolon. */
    abstract String sql(int number);
}
