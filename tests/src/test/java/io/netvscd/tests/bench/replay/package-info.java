/** How fast the replay tool replays, run by {@code tests/replay-bench}, never by the build. */
package io.netvscd.tests.bench.replay;
