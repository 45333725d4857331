package io.netvscd.journal.vocabulary;

/**
 * What an owner knew after one of its turns: where its story goes on when the records before are not there any more.
 *
 * @param owner who
 * @param last  when the turn was taken
 * @param state one JSON object, whose members the owner's machine understands
 */
public record KnownState(OwnerId owner, Stamp last, String state) {
}
