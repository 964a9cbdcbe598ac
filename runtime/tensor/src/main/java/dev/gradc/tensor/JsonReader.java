package dev.gradc.tensor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the JSON of headers: objects, arrays, strings, and integers from 0 to 10¹⁸. The header has
 * nothing else, so whatever else there is makes it malformed.
 */
final class JsonReader {

  private static final int DEEPEST = 8;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /** The object that the text is, with members in order: maps, lists, strings and longs. */
  static Map<String, Object> object(String text) throws MalformedHeaderException {
    JsonReader reader = new JsonReader(text);
    if (!text.startsWith("{")) {
      throw reader.malformed("an object");
    }
    Map<String, Object> object = reader.object(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.malformed("the end");
    }
    return object;
  }

  /** A string as JSON writes it. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '"' || each == '\\') {
        quoted.append('\\').append(each);
      } else if (each < ' ') {
        quoted.append(String.format("\\u%04x", (int) each));
      } else {
        quoted.append(each);
      }
    }
    return quoted.append('"').toString();
  }

  private Object value(int depth) throws MalformedHeaderException {
    skipSpace();
    char next = peek();
    if (depth > DEEPEST) {
      throw malformed("less within one another");
    } else if (next == '{') {
      return object(depth);
    } else if (next == '[') {
      return array(depth);
    } else if (next == '"') {
      return string();
    }
    return number();
  }

  private Map<String, Object> object(int depth) throws MalformedHeaderException {
    Map<String, Object> object = new LinkedHashMap<>();
    expect('{');
    if (!accept('}')) {
      do {
        skipSpace();
        String key = string();
        expect(':');
        if (object.put(key, value(depth + 1)) != null) {
          throw new MalformedHeaderException("'" + key + "' is there twice");
        }
      } while (accept(','));
      expect('}');
    }
    return object;
  }

  private List<Object> array(int depth) throws MalformedHeaderException {
    List<Object> array = new ArrayList<>();
    expect('[');
    if (!accept(']')) {
      do {
        array.add(value(depth + 1));
      } while (accept(','));
      expect(']');
    }
    return array;
  }

  private String string() throws MalformedHeaderException {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (peek() != '"') {
      char each = text.charAt(at++);
      if (each < ' ') {
        throw malformed("a string");
      }
      string.append(each == '\\' ? escaped() : each);
    }
    at++;
    return string.toString();
  }

  private char escaped() throws MalformedHeaderException {
    char kind = peek();
    at++;
    int simple = "\"\\/bfnrt".indexOf(kind);
    if (simple >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(simple);
    } else if (kind == 'u' && at + 4 <= text.length()) {
      int code = 0;
      for (int i = 0; i < 4; i++) {
        int digit = Character.digit(text.charAt(at++), 16);
        if (digit < 0) {
          throw malformed("four digits");
        }
        code = 16 * code + digit;
      }
      return (char) code;
    }
    throw malformed("an escape");
  }

  private Long number() throws MalformedHeaderException {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start || at - start > 18) {
      throw malformed("a number from 0 to 10^18");
    }
    return Long.valueOf(text.substring(start, at));
  }

  private char peek() throws MalformedHeaderException {
    if (at >= text.length()) {
      throw malformed("more");
    }
    return text.charAt(at);
  }

  private boolean accept(char expected) throws MalformedHeaderException {
    skipSpace();
    if (peek() == expected) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char expected) throws MalformedHeaderException {
    if (!accept(expected)) {
      throw malformed("'" + expected + "'");
    }
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private MalformedHeaderException malformed(String expected) {
    return new MalformedHeaderException(
        "no file of tensors: the header lacks " + expected + " at character " + at);
  }
}
