// SPDX-License-Identifier: Apache-2.0
package dev.migrator.execute;

import dev.migrator.migration.MigrationParameters;

/**
 * How plans are run.
 *
 * @param parameters what the migrations may ask for
 * @param retries how often a step is tried that others are in the way of
 * @param oneTransaction whether a plan is one transaction, and not each of its steps
 */
public record RunRules(MigrationParameters parameters, RetryPolicy retries, boolean oneTransaction) {}
