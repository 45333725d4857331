package io.netvscd.journal.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fusesource.leveldbjni.JniDBFactory;

/**
 * LevelDB's native library, loaded from a file that is gone again once it is loaded. Left to itself, leveldbjni unpacks the library into
 * the temporary folder and takes it away when the process ends, which a process that is killed never does.
 */
final class NativeLevelDb {
    static final JniDBFactory FACTORY = load();

    private static final String RESOURCE = "/META-INF/native/linux64/libleveldbjni.so";
    private static final String FOLDER_PROPERTY = "library.leveldbjni.path";

    private NativeLevelDb() {
    }

    private static JniDBFactory load() {
        if (System.getProperty(FOLDER_PROPERTY) != null) {
            return JniDBFactory.factory;
        }
        try (InputStream library = JniDBFactory.class.getResourceAsStream(RESOURCE)) {
            return library == null ? JniDBFactory.factory : load(library);
        } catch (IOException refused) {
            // No room or no right in the temporary folder; leveldbjni says what it finds wrong with it.
            return JniDBFactory.factory;
        }
    }

    private static JniDBFactory load(InputStream library) throws IOException {
        Path folder = Files.createTempDirectory("netvscd-leveldb");
        Path file = folder.resolve("libleveldbjni.so");
        try {
            Files.copy(library, file);
            System.setProperty(FOLDER_PROPERTY, folder.toString());
            return JniDBFactory.factory;
        } finally {
            System.clearProperty(FOLDER_PROPERTY);
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }
}
