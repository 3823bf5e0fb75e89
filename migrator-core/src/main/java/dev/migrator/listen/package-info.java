// SPDX-License-Identifier: Apache-2.0
/** What who listens to runs writes against. */
@NullMarked
package dev.migrator.listen;

import org.jspecify.annotations.NullMarked;
