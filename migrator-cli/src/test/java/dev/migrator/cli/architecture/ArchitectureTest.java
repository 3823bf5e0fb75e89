// SPDX-License-Identifier: Apache-2.0
package dev.migrator.cli.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import dev.migrator.cli.Main;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Main, then command, then help, option and output; nothing the other way. */
class ArchitectureTest {

    private static final String CLI = "dev.migrator.cli";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(CLI);

    @Test
    void packages_flow_one_way() {
        Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(CLI + "..")
                .layer("main")
                .definedBy(CLI)
                .layer("command")
                .definedBy(CLI + ".command")
                .layer("option")
                .definedBy(CLI + ".option")
                .layer("help")
                .definedBy(CLI + ".help")
                .layer("output")
                .definedBy(CLI + ".output")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("command")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("help")
                .mayOnlyBeAccessedByLayers("command")
                .whereLayer("option")
                .mayOnlyBeAccessedByLayers("main", "command", "help")
                .whereLayer("output")
                .mayOnlyBeAccessedByLayers("command")
                .check(classes);
        slices().matching(CLI + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void output_knows_values_of_the_core_only() {
        noClasses()
                .that()
                .resideInAPackage(CLI + ".output")
                .should()
                .dependOnClassesThat(are(resideInAnyPackage(
                        "picocli..",
                        "org.jooq..",
                        "java.sql..",
                        "dev.migrator",
                        "dev.migrator.discover..",
                        "dev.migrator.execute..",
                        "dev.migrator.ledger..",
                        "dev.migrator.migration..")))
                .check(classes);
    }

    @Test
    void the_command_line_knows_neither_jooq_nor_the_hidden_packages() {
        noClasses()
                .should()
                .dependOnClassesThat(are(resideInAnyPackage(
                        "org.jooq..",
                        "dev.migrator.discover..",
                        "dev.migrator.execute..",
                        "dev.migrator.ledger..",
                        "dev.migrator.migration..")))
                .check(classes);
    }

    @Test
    void only_main_ends_the_process_and_only_the_surroundings_know_its_streams() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .check(classes);
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(classes);
    }

    @Test
    void every_package_is_null_marked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .check(classes);
    }
}
