// SPDX-License-Identifier: Apache-2.0
package dev.migrator.ledger;

import java.util.UUID;

/**
 * Who runs, as the history has it.
 *
 * @param runId the run
 * @param osUser the user of the operating system
 * @param host the machine
 * @param toolVersion the version of this tool
 * @param applicationVersion the version of the application, or empty
 */
public record Actor(UUID runId, String osUser, String host, String toolVersion, String applicationVersion) {}
