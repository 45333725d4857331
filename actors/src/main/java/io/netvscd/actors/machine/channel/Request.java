package io.netvscd.actors.machine.channel;

import io.netvscd.datapath.rndis.Information;

/** A SET outside the handshake that the host has not answered: the transaction, and what is to be set to what. */
record Request(long id, int oid, Information value) {
}
