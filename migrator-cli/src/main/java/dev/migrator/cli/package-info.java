// SPDX-License-Identifier: Apache-2.0
/** The command line's way in: {@code Main}, then {@code command}, then {@code option} and {@code output}. */
@NullMarked
package dev.migrator.cli;

import org.jspecify.annotations.NullMarked;
