// SPDX-License-Identifier: Apache-2.0
/** What the user reads: each answer as text for people and as one JSON document. Knows values of the core only. */
@NullMarked
package dev.migrator.cli.output;

import org.jspecify.annotations.NullMarked;
