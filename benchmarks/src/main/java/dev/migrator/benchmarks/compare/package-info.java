// SPDX-License-Identifier: Apache-2.0
/** How long migrator and its peers take, as whole processes, side by side. Begin with {@code Compare}. */
@NullMarked
package dev.migrator.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
