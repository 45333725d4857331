package io.netvscd.journal.store;

/**
 * A bounded run of records, sorted by tick as they come. They nearly come in that order, so a new one is put in its place from the end;
 * records of one tick stay in the order of their positions.
 */
final class SortedWindow {
    private final StoredRecord[] records;
    private int first;
    private int size;

    /** @param capacity a power of two */
    SortedWindow(int capacity) {
        records = new StoredRecord[capacity];
    }

    boolean isFull() {
        return size == records.length;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(StoredRecord record) {
        int place = size;
        while (place > 0 && records[slot(place - 1)].entry().stamp().compareTo(record.entry().stamp()) > 0) {
            records[slot(place)] = records[slot(place - 1)];
            place--;
        }
        records[slot(place)] = record;
        size++;
    }

    StoredRecord first() {
        return records[first];
    }

    StoredRecord poll() {
        StoredRecord record = records[first];
        records[first] = null;
        first = slot(1);
        size--;
        return record;
    }

    private int slot(int place) {
        return first + place & records.length - 1;
    }
}
