// SPDX-License-Identifier: Apache-2.0
/** One class a verb, on the front door of the library. */
@NullMarked
package dev.migrator.cli.command;

import org.jspecify.annotations.NullMarked;
