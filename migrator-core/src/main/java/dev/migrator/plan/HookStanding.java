// SPDX-License-Identifier: Apache-2.0
package dev.migrator.plan;

import dev.migrator.revision.RevisionDescriptor;
import dev.migrator.revision.RevisionId;
import java.util.Optional;

/**
 * How a hook stands in a database.
 *
 * @param name its name
 * @param code the hook as it is there; nothing where its file is gone
 * @param owed whether a run did something and ended before it, so that the next run of its kind runs it
 */
public record HookStanding(RevisionId name, Optional<RevisionDescriptor> code, boolean owed) {}
