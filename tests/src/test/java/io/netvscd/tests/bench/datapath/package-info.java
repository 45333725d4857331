/** The datapath beside its peers, on real devices in namespaces: throughput, capacity, round trips, what a failover loses. */
package io.netvscd.tests.bench.datapath;
