package io.netvscd.replay.sim;

import io.netvscd.datapath.DataPath;
import io.netvscd.journal.vocabulary.Action;
import java.util.HashMap;
import java.util.Map;

/** Counts the SWITCH_DATA_PATH messages (NVSP 129) that the guest sent. */
final class SwitchCount {
    private static final int SWITCH_DATA_PATH = 129;
    private static final int PATH_OFFSET = 4;

    private final Map<Long, DataPath> latest = new HashMap<>();
    private long toVf;
    private long toSynthetic;

    /** A message was handed to the ring. */
    void sent(Action.SendMessage message) {
        byte[] payload = message.payload().toArray();
        boolean isSwitch = payload.length > PATH_OFFSET && (payload[0] & 0xff) == SWITCH_DATA_PATH && payload[1] == 0;
        if (isSwitch) {
            DataPath path = payload[PATH_OFFSET] == DataPath.VF.wireCode() ? DataPath.VF : DataPath.SYNTHETIC;
            latest.put(message.transactionId(), path);
            count(path, 1);
        }
    }

    /** The ring had no room for it. */
    void notSent(long transactionId) {
        DataPath path = latest.remove(transactionId);
        if (path != null) {
            count(path, -1);
        }
    }

    long toVf() {
        return toVf;
    }

    long toSynthetic() {
        return toSynthetic;
    }

    private void count(DataPath path, int by) {
        if (path == DataPath.VF) {
            toVf += by;
        } else {
            toSynthetic += by;
        }
    }
}
