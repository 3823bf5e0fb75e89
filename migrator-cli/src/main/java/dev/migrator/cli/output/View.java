// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.Map;

/** An answer, for people and for programs. */
public interface View {

    /** Prints it for people. */
    void print(Printer out);

    /** Gives it as a document: maps, lists, texts, numbers, booleans and nulls. */
    Map<String, ?> document();
}
