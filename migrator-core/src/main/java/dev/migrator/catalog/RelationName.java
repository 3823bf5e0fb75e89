// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

/**
 * A table or view by its whole name, without quotes.
 *
 * @param schema its schema
 * @param name its name in there
 */
public record RelationName(String schema, String name) {}
