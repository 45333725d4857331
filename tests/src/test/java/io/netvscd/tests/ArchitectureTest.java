package io.netvscd.tests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Holds the floors of the house, and keeps clocks, randomness, I/O and Akka out of what must replay. */
@AnalyzeClasses(packages = "io.netvscd", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CONFIG = "io.netvscd.config..";
    private static final String DATAPATH = "io.netvscd.datapath..";
    private static final String DATAPATH_VALUES = "io.netvscd.datapath";
    private static final String JOURNAL = "io.netvscd.journal..";
    private static final String ACTORS = "io.netvscd.actors..";
    private static final String REPLAY = "io.netvscd.replay..";
    private static final String[] PURE =
            {"io.netvscd.actors.machine..", "io.netvscd.datapath.forward..", "io.netvscd.journal.vocabulary.."};

    @ArchTest
    static final ArchRule configImportsNothingOfOurs = floor(CONFIG, CONFIG);

    @ArchTest
    static final ArchRule datapathImportsOnlyConfig = floor(DATAPATH, DATAPATH, CONFIG);

    @ArchTest
    static final ArchRule journalImportsOnlyTheValuesOfDatapath = floor(JOURNAL, JOURNAL, DATAPATH_VALUES);

    @ArchTest
    static final ArchRule actorsImportOnlyTheFloorsBelow = floor(ACTORS, ACTORS, JOURNAL, DATAPATH, CONFIG);

    @ArchTest
    static final ArchRule replayImportsOnlyTheFloorsBelow = floor(REPLAY, REPLAY, ACTORS, JOURNAL, DATAPATH, CONFIG);

    @ArchTest
    static final ArchRule everyClassLivesOnAFloor = classes()
            .should().resideInAnyPackage(CONFIG, DATAPATH, JOURNAL, ACTORS, REPLAY);

    @ArchTest
    static final ArchRule akkaIsImportedInActorsAndJournalAlone = noClasses()
            .that().resideOutsideOfPackages(ACTORS, JOURNAL)
            .should().dependOnClassesThat().resideInAPackage("akka..")
            .because("the replay tool and the datapath work without an ActorSystem");

    @ArchTest
    static final ArchRule whatReplaysKnowsNoAkkaAndDoesNoInputOrOutput = noClasses()
            .that().resideInAnyPackage(PURE)
            .should().dependOnClassesThat().resideInAnyPackage("akka..", "scala..", "java.io..", "java.net..",
                    "java.nio.file..", "java.nio.channels..", "org.slf4j..", "jnr..")
            .because("deeds are done at the edge");

    @ArchTest
    static final ArchRule whatReplaysStartsNoThread = noClasses()
            .that().resideInAnyPackage(PURE)
            .should().dependOnClassesThat()
            .belongToAnyOf(Thread.class, ThreadLocal.class, ProcessBuilder.class, Runtime.class)
            .orShould().dependOnClassesThat(resideInAnyPackage("java.util.concurrent..")
                    .and(resideOutsideOfPackages("java.util.concurrent.atomic..")));

    @ArchTest
    static final ArchRule whatReplaysIsNotRandom = noClasses()
            .that().resideInAnyPackage(PURE)
            .should().dependOnClassesThat().haveNameMatching("java\\.(util|security)\\.([A-Z][a-z]+)*Random")
            .orShould().callMethod(Math.class, "random")
            .orShould().callMethod(UUID.class, "randomUUID")
            .orShould().callMethod(System.class, "identityHashCode", Object.class);

    @ArchTest
    static final ArchRule whatReplaysReadsNoClock = noClasses()
            .that().resideInAnyPackage(PURE)
            .should().callMethod(System.class, "nanoTime")
            .orShould().callMethod(System.class, "currentTimeMillis")
            .orShould().callMethod(Instant.class, "now")
            .orShould().dependOnClassesThat().areAssignableTo(Clock.class)
            .because("time reaches a machine only as an input");

    @ArchTest
    static final ArchRule whatReplaysDoesNotDependOnTheDefaultLocaleOrTheEnvironment = noClasses()
            .that().resideInAnyPackage(PURE)
            .should().callMethod(String.class, "toLowerCase")
            .orShould().callMethod(String.class, "toUpperCase")
            .orShould().callMethod(String.class, "format", String.class, Object[].class)
            .orShould().callMethod(String.class, "formatted", Object[].class)
            .orShould().callMethod(Locale.class, "getDefault")
            .orShould().callMethod(System.class, "getenv", String.class)
            .orShould().callMethod(System.class, "getProperty", String.class);

    @ArchTest
    static final ArchRule whatReplaysHasNoStaticState = fields()
            .that().areDeclaredInClassesThat().resideInAnyPackage(PURE)
            .and().areStatic()
            .should().beFinal();

    private static ArchRule floor(String floor, String... mayImport) {
        return noClasses()
                .that().resideInAPackage(floor)
                .should().dependOnClassesThat(
                        resideInAPackage("io.netvscd..").and(resideOutsideOfPackages(mayImport)))
                .because("a floor imports only floors below it");
    }
}
