// SPDX-License-Identifier: Apache-2.0
package dev.migrator.revision;

import java.util.UUID;

/**
 * A statement as the ledger of a database keeps it.
 *
 * @param id its number, which grows
 * @param entry the number of the entry in the history that it belongs to
 * @param run the run that sent it
 * @param subject the revision whose migration sent it
 * @param statement the statement
 */
public record KeptStatement(long id, long entry, UUID run, String subject, SentStatement statement) {}
