package io.netvscd.replay.report;

import java.util.Locale;

/** Writes elements; text and attribute values are escaped here and nowhere else. */
final class Html {
    private static final char UNKNOWN = '\ufffd';

    private final StringBuilder out = new StringBuilder();

    /** Opens an element; attributes come as name, value, name, value. */
    Html open(String name, Object... attributes) {
        out.append('<').append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"").append(escape(String.valueOf(attributes[i + 1]))).append('"');
        }
        out.append('>');
        return this;
    }

    Html close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    Html line() {
        out.append('\n');
        return this;
    }

    Html text(Object text) {
        out.append(escape(String.valueOf(text)));
        return this;
    }

    /** An element with nothing but text in it. */
    Html element(String name, Object text, Object... attributes) {
        return open(name, attributes).text(text).close(name);
    }

    /** Text of our own that is markup already. */
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    /** A coordinate: at most one decimal, so that the same journal gives the same octets. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(isPlain(c) ? c : UNKNOWN);
            }
        }
        return escaped.toString();
    }

    /** Neither a control character nor one that turns the direction of the text round. */
    private static boolean isPlain(char c) {
        boolean turnsTextRound = c >= '\u202a' && c <= '\u202e' || c >= '\u2066' && c <= '\u2069';
        return !turnsTextRound && (c == '\n' || c == '\t' || !Character.isISOControl(c));
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
