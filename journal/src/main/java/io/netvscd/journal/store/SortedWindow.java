package io.netvscd.journal.store;

import io.netvscd.journal.vocabulary.TransitionRecord;

/**
 * A bounded run of records, sorted by tick as they come. They nearly come in that order, so a new one is put in its place from the end;
 * records of one tick stay in the order of their positions.
 */
final class SortedWindow {
    private final TransitionRecord[] records;
    private final long[] positions;
    private int first;
    private int size;

    SortedWindow(int capacity) {
        records = new TransitionRecord[capacity];
        positions = new long[capacity];
    }

    boolean isFull() {
        return size == records.length;
    }

    boolean isEmpty() {
        return size == 0;
    }

    void add(TransitionRecord record, long position) {
        int place = size;
        while (place > 0 && records[slot(place - 1)].stamp().compareTo(record.stamp()) > 0) {
            records[slot(place)] = records[slot(place - 1)];
            positions[slot(place)] = positions[slot(place - 1)];
            place--;
        }
        records[slot(place)] = record;
        positions[slot(place)] = position;
        size++;
    }

    long firstPosition() {
        return positions[first];
    }

    TransitionRecord poll() {
        TransitionRecord record = records[first];
        records[first] = null;
        first = slot(1);
        size--;
        return record;
    }

    private int slot(int place) {
        return (first + place) % records.length;
    }
}
