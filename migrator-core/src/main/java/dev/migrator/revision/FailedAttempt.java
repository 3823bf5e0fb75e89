// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.time.Instant;

/**
 * The last thing that happened to a revision in a database, where that failed.
 *
 * @param id the revision
 * @param operation what was tried: upgrade or downgrade
 * @param at when it failed
 * @param error why, or empty
 */
public record FailedAttempt(RevisionId id, String operation, Instant at, String error) {}
