package dev.gradc.processor.corpus;

import java.util.LinkedHashMap;
import java.util.Map;

/** The corpus for tests in other packages. */
public final class CorpusSources {

  private CorpusSources() {}

  /** The text of every file by the name of its class. */
  public static Map<String, String> all() {
    Map<String, String> sources = new LinkedHashMap<>();
    for (CorpusFile file : CorpusFile.all()) {
      sources.put(file.className(), file.source());
      sources.putAll(file.others());
    }
    return sources;
  }
}
