package io.netvscd.datapath.netlink;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** Writes down what it hears, and waits for what it wants to hear; whatever came before that is forgotten. */
final class RecordingListener implements LinkListener {
    private final Deque<LinkMessage> links = new ArrayDeque<>();
    private final List<String> texts = new ArrayList<>();
    private final Deque<List<LinkMessage>> dumps = new ArrayDeque<>();

    synchronized LinkMessage await(Predicate<LinkMessage> wanted) {
        while (true) {
            while (!links.isEmpty()) {
                LinkMessage link = links.poll();
                if (wanted.test(link)) {
                    return link;
                }
            }
            pause();
        }
    }

    synchronized void awaitText(String wanted) {
        while (!texts.contains(wanted)) {
            pause();
        }
    }

    synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    synchronized List<LinkMessage> awaitDump() {
        while (dumps.isEmpty()) {
            pause();
        }
        return dumps.poll();
    }

    synchronized void forget() {
        links.clear();
        texts.clear();
        dumps.clear();
    }

    private void pause() {
        try {
            wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException("heard only " + texts, e);
        }
    }

    private synchronized void text(String text) {
        texts.add(text);
        notifyAll();
    }

    @Override
    public synchronized void linkSeen(LinkMessage link) {
        links.add(link);
        notifyAll();
    }

    @Override
    public void linkGone(int ifindex, String name) {
        text("gone " + ifindex + " " + name);
    }

    @Override
    public void addressSeen(AddressMessage address) {
        text("address " + address.ifindex() + " " + address.text());
    }

    @Override
    public void addressGone(AddressMessage address) {
        text("no address " + address.ifindex() + " " + address.text());
    }

    @Override
    public void pciAdded(String pciAddress, String slot) {
        text("pci " + pciAddress + " slot " + slot);
    }

    @Override
    public void pciRemoved(String pciAddress) {
        text("no pci " + pciAddress);
    }

    @Override
    public void useSeen(DeviceUse use) {
        text("used " + use.ifindex() + " " + use.what());
    }

    @Override
    public void useGone(DeviceUse use) {
        text("not used " + use.ifindex() + " " + use.what());
    }

    @Override
    public void usesLost() {
        text("uses lost");
    }

    @Override
    public void pciUnbound(String pciAddress) {
        text("no driver " + pciAddress);
    }

    @Override
    public void pciError(String pciAddress, FunctionError error) {
        text(error + " " + pciAddress);
    }

    @Override
    public void functionDump(List<BusFunction> functions) {
        text("functions " + functions);
    }

    @Override
    public void overrun() {
        text("overrun");
    }

    @Override
    public synchronized void linkDump(List<LinkMessage> dump) {
        dumps.add(dump);
        notifyAll();
    }

    @Override
    public void failed(IOException fault) {
        text("failed " + fault);
    }
}
