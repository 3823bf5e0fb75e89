// SPDX-License-Identifier: Apache-2.0
/** Runs plans: session, lock, transaction, step, events. The only package that loads migration classes. */
@NullMarked
package dev.migrator.execute;

import org.jspecify.annotations.NullMarked;
