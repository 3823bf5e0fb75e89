// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.MigrationParameters;
import dev.migrator.revision.Audit;

/**
 * How plans are run.
 *
 * @param parameters what the migrations may ask for
 * @param retries how often a step is tried that others are in the way of
 * @param oneTransaction whether a plan is one transaction, and not each of its steps
 * @param audit what the ledger keeps of the statements that are sent
 * @param showStatements whether listeners hear of each of them
 */
public record RunRules(
        MigrationParameters parameters,
        RetryPolicy retries,
        boolean oneTransaction,
        Audit audit,
        boolean showStatements) {}
