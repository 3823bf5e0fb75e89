// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

/** An answer that may be no. */
public interface Check extends View {

    /** Whether what was asked for holds. */
    boolean passed();
}
