// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.command;

import dev.migrator.DatabaseAdmin;
import dev.migrator.catalog.Catalog;
import dev.migrator.catalog.CatalogEntry;
import dev.migrator.catalog.CatalogKind;
import dev.migrator.catalog.DumpRequest;
import dev.migrator.catalog.PgDump;
import dev.migrator.catalog.RelationName;
import dev.migrator.catalog.SchemaDump;
import dev.migrator.cli.option.Setting;
import java.util.List;

/**
 * What pg_dump tells of a database.
 *
 * @param session the command
 * @param ending ends it
 */
record Dump(Session session, Ending ending) {

    /** Without it no server makes a database. */
    private static final String IN_EVERY_DATABASE = "plpgsql";

    /**
     * Gives the statements that make what a database has.
     *
     * @param database the database
     * @param catalog what it has
     * @param except what is left out
     * @param rows whether the rows are wanted, too
     * @throws CommandRefusedException where pg_dump is missing, too old, or fails
     */
    List<String> statements(DatabaseAdmin database, Catalog catalog, List<RelationName> except, boolean rows) {
        PgDump program = CommandRefusedException.sound(PgDump.find(
                session.settings().path(Setting.PG_DUMP),
                session.variable("PATH").orElse(""),
                catalog.serverVersion()));
        session.talk("reading the schema with " + program);
        List<String> extensions = catalog.entries(CatalogKind.EXTENSION).stream()
                .map(CatalogEntry::name)
                .filter(name -> !name.equals(IN_EVERY_DATABASE))
                .toList();
        DumpRequest request = new DumpRequest(
                session.settings().names(Setting.SCHEMA),
                extensions,
                except,
                session.settings().text(Setting.ROLE),
                rows);
        SchemaDump dump = SchemaDump.of(program, database.clientEnvironment(), request);
        return ending.meaning(dump::cancel, () -> CommandRefusedException.sound(dump.statements()));
    }
}
