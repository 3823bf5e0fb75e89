// SPDX-License-Identifier: Apache-2.0
/** Our tables in the user's database: what is applied, and everything that ever happened. JDBC alone. */
@NullMarked
package dev.migrator.ledger;

import org.jspecify.annotations.NullMarked;
