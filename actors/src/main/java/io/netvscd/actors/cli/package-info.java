/**
 * The command line {@code netvscd}. Data goes to standard output, messages to standard error; exit codes are 0 done, 1 the answer is no, 2
 * bad usage or input, 3 the environment lacks something, 4 internal.
 */
package io.netvscd.actors.cli;
