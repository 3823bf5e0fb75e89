// SPDX-License-Identifier: Apache-2.0
/** What authors of migrations write against; the only package that a migration class imports. */
@NullMarked
package dev.migrator.migration;

import org.jspecify.annotations.NullMarked;
