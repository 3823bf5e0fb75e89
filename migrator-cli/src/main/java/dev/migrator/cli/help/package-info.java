// SPDX-License-Identifier: Apache-2.0
/** What tells of the command line: examples, manual pages, and what completes it in a shell. Nothing here is loaded but by who asks for it. */
@NullMarked
package dev.migrator.cli.help;

import org.jspecify.annotations.NullMarked;
