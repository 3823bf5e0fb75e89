// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.cli.output.AddressView;
import dev.migrator.cli.output.View;
import picocli.CommandLine.Command;

@Command(name = "psql-url", abbreviateSynopsis = true, description = "Print an address for psql, password included.")
final class EmbeddedUrlCommand extends Verb {

    EmbeddedUrlCommand(Session session) {
        super(session);
    }

    @Override
    boolean isForOne() {
        return true;
    }

    @Override
    View view() {
        return new AddressView(session().embedded().psqlUrl());
    }
}
