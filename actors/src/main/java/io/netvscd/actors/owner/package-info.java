/**
 * The shell that every owner lives in: receive, stamp, decide, record, act. A machine inside, Akka around it.
 */
package io.netvscd.actors.owner;
