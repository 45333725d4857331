/**
 * One typed, validated view of {@code netvscd.conf}: every mistake in a file is found at once, with its place
 * and its mend.
 */
package io.netvscd.config;
