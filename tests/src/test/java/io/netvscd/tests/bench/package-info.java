/** What the daemon's inner loops cost; run by {@code tests/bench}, never by the build. */
package io.netvscd.tests.bench;
