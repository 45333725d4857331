/** What a journal that forgets means for those who write it and those who read it. */
package io.netvscd.tests.journal;
