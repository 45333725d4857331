/**
 * The journal as Akka Persistence sees it: plugin {@code netvscd.journal}, snapshot store {@code netvscd.snapshots}, both on the one
 * {@link io.netvscd.journal.store.JournalStore} that {@link io.netvscd.journal.akka.JournalStoreExtension} holds.
 */
package io.netvscd.journal.akka;
