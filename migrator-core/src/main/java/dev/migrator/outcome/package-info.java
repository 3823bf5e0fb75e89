// SPDX-License-Identifier: Apache-2.0
/** What listeners hear while a plan runs, and what callers get when it has. Values only. */
@NullMarked
package dev.migrator.outcome;

import org.jspecify.annotations.NullMarked;
