package io.netvscd.journal.codec;

import com.esotericsoftware.kryo.kryo5.io.Output;

/** Booleans and whole numbers; numbers in a variable-length zigzag form. */
final class NumberCodecs {
    static final ValueCodec BOOLEAN = new ValueCodec() {
        @Override
        public void write(Output output, Object value) {
            output.writeByte(1);
        }

        @Override
        public Object read(RecordInput input) {
            byte octet = input.readByte();
            if (octet != 1) {
                throw new CorruptRecord("a truth value of " + octet + " at octet " + (input.position() - 1));
            }
            return true;
        }

        @Override
        public Object absent() {
            return false;
        }

        @Override
        public boolean isAbsent(Object value) {
            return !(Boolean) value;
        }
    };

    static final ValueCodec INT = new ValueCodec() {
        @Override
        public void write(Output output, Object value) {
            output.writeVarInt((Integer) value, false);
        }

        @Override
        public Object read(RecordInput input) {
            return input.readVarInt(false);
        }

        @Override
        public Object absent() {
            return 0;
        }

        @Override
        public boolean isAbsent(Object value) {
            return (Integer) value == 0;
        }
    };

    static final ValueCodec LONG = new ValueCodec() {
        @Override
        public void write(Output output, Object value) {
            output.writeVarLong((Long) value, false);
        }

        @Override
        public Object read(RecordInput input) {
            return input.readVarLong(false);
        }

        @Override
        public Object absent() {
            return 0L;
        }

        @Override
        public boolean isAbsent(Object value) {
            return (Long) value == 0;
        }
    };

    private NumberCodecs() {
    }
}
