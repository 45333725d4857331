package io.netvscd.datapath.uio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder with a file for each device that is bound: its name is the instance GUID, its first line the boot that it is
 * of. A boot undoes every binding, so what is of an earlier one counts for nothing.
 */
public final class BindingRecords {
    private final Path folder;
    private final Path bootId;

    public BindingRecords(UioPaths paths) {
        folder = paths.records();
        bootId = paths.proc().resolve("sys/kernel/random/boot_id");
    }

    /** What was written of this device since the machine was started. */
    public Optional<BindingRecord> load(String instance) throws IOException {
        Path file = folder.resolve(instance);
        try {
            String text = Files.readString(file);
            int end = text.indexOf('\n');
            if (end < 0 || !text.substring(0, end).equals(boot())) {
                return Optional.empty();
            }
            return Optional.of(BindingRecord.parse(text.substring(end + 1)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new IOException(file + " cannot be understood: " + broken.getMessage()
                    + "; remove it, and the device goes back to hv_netvsc", broken);
        }
    }

    /** All that {@link #load} would find. */
    public List<BindingRecord> all() throws IOException {
        List<BindingRecord> records = new ArrayList<>();
        for (Path file : SysfsValues.entries(folder)) {
            if (NetvscSysfs.isGuid(file.getFileName().toString())) {
                load(file.getFileName().toString()).ifPresent(records::add);
            }
        }
        return records;
    }

    void save(BindingRecord record) throws IOException {
        Files.createDirectories(folder);
        Path written = folder.resolve(record.instance() + ".new");
        Files.writeString(written, boot() + '\n' + record.toText());
        Files.move(written, folder.resolve(record.instance()), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(String instance) throws IOException {
        Files.deleteIfExists(folder.resolve(instance));
    }

    private String boot() throws IOException {
        return SysfsValues.text(bootId);
    }
}
