// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.output;

import java.util.Map;

/**
 * What completes command lines in a shell.
 *
 * @param shell the shell
 * @param script what it has to read
 */
public record CompletionView(String shell, String script) implements View {

    @Override
    public void print(Printer out) {
        out.text(script);
    }

    @Override
    public Map<String, ?> document() {
        return Map.of("completion", Map.of("shell", shell, "script", script));
    }
}
