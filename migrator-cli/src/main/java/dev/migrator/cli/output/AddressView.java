// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.Map;

/**
 * An address to paste elsewhere.
 *
 * @param url the address
 */
public record AddressView(String url) implements View {

    @Override
    public void print(Printer out) {
        out.line(url);
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("url", url);
    }

    /** Leaves the address out, which holds a password. */
    @Override
    public String toString() {
        return "address";
    }
}
