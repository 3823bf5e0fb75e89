// SPDX-License-Identifier: Apache-2.0
/** What the user said: on the command line, in the environment, and in the file of settings. */
@NullMarked
package dev.migrator.cli.option;

import org.jspecify.annotations.NullMarked;
