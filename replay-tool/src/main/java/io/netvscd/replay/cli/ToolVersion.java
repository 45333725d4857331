package io.netvscd.replay.cli;

import picocli.CommandLine;

/** The version of the build, from the jar's manifest. */
final class ToolVersion implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = ToolVersion.class.getPackage().getImplementationVersion();
        return new String[] {"replay-tool " + (version == null ? "(not from a jar)" : version)};
    }
}
