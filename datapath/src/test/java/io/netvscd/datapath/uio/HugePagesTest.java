package io.netvscd.datapath.uio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netvscd.datapath.linux.Libc;
import io.netvscd.datapath.vmbus.GuestMemory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.agrona.UnsafeApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frame numbers as this machine's kernel gives them. */
class HugePagesTest {
    private static final int O_RDWR = 2;
    private static final int PAGES = 4;

    @TempDir
    private Path folder;

    private static void assumeRoot() {
        assumeTrue("root".equals(System.getProperty("user.name")), "frame numbers are for root alone");
    }

    /** The same pages of a file, seen through two mappings, have the same numbers, and different pages others. */
    @Test
    void aPageHasOneNumberWhereverItIsMapped() throws IOException {
        assumeRoot();
        long bytes = (long) PAGES * GuestMemory.PAGE_BYTES;
        Path file = folder.resolve("pages");
        try (RandomAccessFile made = new RandomAccessFile(file.toFile(), "rw")) {
            made.setLength(bytes);
        }
        int fd = Libc.check(Libc.open(file.toString(), O_RDWR), "open", file.toString());
        long one = Libc.mmapShared(fd, bytes, 0);
        long other = Libc.mmapShared(fd, bytes, 0);
        for (int page = 0; page < PAGES; page++) {
            UnsafeApi.putLong(one + (long) page * GuestMemory.PAGE_BYTES, page);
            UnsafeApi.putLong(other + (long) page * GuestMemory.PAGE_BYTES, page);
        }

        long[] numbers = PageMap.frameNumbers(one, PAGES);

        assertThat(PageMap.frameNumbers(other, PAGES)).isEqualTo(numbers);
        assertThat(Arrays.stream(numbers).distinct().count()).isEqualTo(PAGES);
        Libc.munmap(one, bytes);
        Libc.munmap(other, bytes);
        Libc.close(fd);
    }

    @Test
    void aPageThatIsNotThereHasNoNumber() {
        assumeRoot();
        assertThatThrownBy(() -> PageMap.frameNumbers(GuestMemory.PAGE_BYTES, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not in memory");
    }

    @Test
    void aHugePageIsOnePieceOfMemory() throws IOException {
        assumeRoot();
        assumeTrue(freeHugePages() > 0, "the system has no free huge page (sysctl vm.nr_hugepages=1)");
        try (HugePages pages = HugePages.take(1)) {
            assertThat(pages.bytes()).isEqualTo(2 << 20);
            for (int page = 1; page < pages.bytes() / GuestMemory.PAGE_BYTES; page++) {
                assertThat(pages.pageFrameNumber(page)).isEqualTo(pages.pageFrameNumber(0) + page);
            }
            UnsafeApi.putLong(pages.address() + pages.bytes() - Long.BYTES, 1L);
            assertThat(PageMap.frameNumbers(pages.address(), 1)[0]).isEqualTo(pages.pageFrameNumber(0));
        }
    }

    @Test
    void withoutHugePagesItSaysHowToHaveSome() {
        assertThatThrownBy(() -> HugePages.take(900))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sysctl vm.nr_hugepages=900");
    }

    private static int freeHugePages() throws IOException {
        return Integer.parseInt(Files.readString(
                Path.of("/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages")).strip());
    }
}
