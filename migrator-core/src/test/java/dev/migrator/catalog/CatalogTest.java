// SPDX-License-Identifier: Apache-2.0
package dev.migrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What differs, and what is only written in another way. */
class CatalogTest {

    private static final CatalogEntry OLD_VIEW = entry(
            CatalogKind.VIEW, "public.v", "SELECT t.a,\n    (t.b)::text AS b\n   FROM public.t\n  WHERE (t.a > 1);");
    private static final CatalogEntry NEW_VIEW =
            entry(CatalogKind.VIEW, "public.v", "SELECT a,\n    b::text AS b\n   FROM public.t\n  WHERE a > 1;");

    @Test
    void on_one_version_every_character_counts() {
        assertThat(told(15, OLD_VIEW, 15, NEW_VIEW))
                .containsExactly("view public.v differs: 'SELECT t.a,' became 'SELECT a,'");
    }

    @Test
    void what_another_version_writes_otherwise_is_the_same() {
        assertThat(told(15, OLD_VIEW, 17, NEW_VIEW)).isEmpty();
        assertThat(told(17, List.of(), 18, List.of(entry(CatalogKind.NOT_NULL_CONSTRAINT, "t.n", "NOT NULL a"))))
                .isEmpty();
    }

    @Test
    void the_identity_of_a_partition_is_told_from_17_on_only() {
        CatalogEntry before = entry(CatalogKind.COLUMN, "p.id", "bigint not null inherited");
        CatalogEntry after =
                entry(CatalogKind.COLUMN, "p.id", "bigint not null generated always as identity inherited");
        assertThat(told(16, before, 17, after)).isEmpty();
        assertThat(told(17, before, 17, after)).hasSize(1);
        CatalogEntry own = entry(CatalogKind.COLUMN, "p.id", "bigint not null generated always as identity");
        assertThat(told(16, entry(CatalogKind.COLUMN, "p.id", "bigint not null"), 17, own))
                .hasSize(1);
    }

    @Test
    void what_another_version_says_otherwise_is_another() {
        CatalogEntry other = entry(CatalogKind.VIEW, "public.v", "SELECT a, b::text AS b FROM public.t WHERE a > 2;");
        assertThat(told(15, OLD_VIEW, 17, other)).hasSize(1);
        CatalogEntry one = entry(CatalogKind.CONSTRAINT, "t.c", "FOREIGN KEY (a) REFERENCES one.t(id)");
        CatalogEntry two = entry(CatalogKind.CONSTRAINT, "t.c", "FOREIGN KEY (a) REFERENCES two.t(id)");
        assertThat(told(15, one, 17, two)).hasSize(1);
        CatalogEntry literal = entry(CatalogKind.VIEW, "v", "SELECT 'a.(b)'::text");
        assertThat(told(15, literal, 17, entry(CatalogKind.VIEW, "v", "SELECT 'a.b'::text")))
                .hasSize(1);
        assertThat(told(
                        15,
                        entry(CatalogKind.COLUMN, "t.c", "default 1.5"),
                        17,
                        entry(CatalogKind.COLUMN, "t.c", "default 2.5")))
                .hasSize(1);
        assertThat(told(15, entry(CatalogKind.VIEW, "v", "SELECT 1.5"), 17, entry(CatalogKind.VIEW, "v", "SELECT 2.5")))
                .hasSize(1);
    }

    @Test
    void what_is_missing_and_what_is_additional_is_told_by_name_in_order() {
        assertThat(told(
                        15,
                        List.of(entry(CatalogKind.TABLE, "b", "table ()"), entry(CatalogKind.INDEX, "a", "x")),
                        15,
                        List.of(entry(CatalogKind.INDEX, "a", "x"), entry(CatalogKind.SCHEMA, "z", ""))))
                .containsExactly("schema z is additional", "table b is missing");
    }

    @Test
    void no_password_is_told() {
        CatalogEntry one = entry(CatalogKind.FOREIGN_SERVER, "s", "options password='tell-me-not'");
        CatalogEntry two = entry(CatalogKind.FOREIGN_SERVER, "s", "options password='nor-me'");
        assertThat(told(15, one, 15, two))
                .hasSize(1)
                .allSatisfy(told -> assertThat(told).doesNotContain("tell-me-not", "nor-me"));
    }

    @Test
    void every_kind_is_found_by_its_label() {
        assertThat(CatalogKind.values())
                .allSatisfy(kind -> assertThat(CatalogKind.of(kind.label())).isEqualTo(kind));
    }

    private static List<String> told(int one, CatalogEntry here, int two, CatalogEntry there) {
        return told(one, List.of(here), two, List.of(there));
    }

    private static List<String> told(int one, List<CatalogEntry> here, int two, List<CatalogEntry> there) {
        return new Catalog(one, here)
                .difference(new Catalog(two, there)).stream()
                        .map(CatalogDifference::message)
                        .toList();
    }

    private static CatalogEntry entry(CatalogKind kind, String name, String definition) {
        return new CatalogEntry(kind, name, definition);
    }
}
