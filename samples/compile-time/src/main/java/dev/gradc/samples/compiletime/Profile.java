package dev.gradc.samples.compiletime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where the time of a run of javac with gradc goes, from samples of the flight recorder. */
final class Profile {

  private static final String GRADC = "dev.gradc.processor.";
  private static final String ELSEWHERE = "javac itself";

  /** Each has a row, though a short run may have no sample of it. */
  private static final List<String> STAGES =
      List.of(
          "frontend",
          "normalize",
          "analysis",
          "transform",
          "optimize",
          "tape",
          "backend",
          ELSEWHERE);

  private Profile() {}

  /**
   * A table of shares: a sample counts for the package of gradc whose method is the innermost on
   * the stack, with all that it calls of other code, and for javac if there is none.
   *
   * @param methods that are compiled, in the first run of this virtual machine
   */
  static String of(int methods) throws IOException {
    Path file = Files.createTempFile("compile-time", ".jfr");
    try (Sources sources = new Sources(methods);
        Recording recording = new Recording()) {
      recording.enable("jdk.ExecutionSample").withPeriod(Duration.ofMillis(10));
      recording.start();
      sources.gradc();
      recording.stop();
      recording.dump(file);
      return table(counts(file));
    } finally {
      Files.delete(file);
    }
  }

  private static Map<String, Integer> counts(Path file) throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    STAGES.forEach(stage -> counts.put(stage, 0));
    try (RecordingFile events = new RecordingFile(file)) {
      while (events.hasMoreEvents()) {
        RecordedEvent event = events.readEvent();
        if (event.getStackTrace() != null) {
          counts.merge(place(event), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  private static String place(RecordedEvent event) {
    for (RecordedFrame frame : event.getStackTrace().getFrames()) {
      String type = frame.getMethod().getType().getName();
      if (type.startsWith(GRADC)) {
        // A hidden class's name has another point behind its own: Pipeline$$Lambda.0x7f….
        String rest = type.substring(GRADC.length()).replaceFirst("\\$.*", "");
        int end = rest.indexOf('.');
        return end < 0 ? "processor" : rest.substring(0, end);
      }
    }
    return ELSEWHERE;
  }

  private static String table(Map<String, Integer> counts) {
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    StringBuilder table = new StringBuilder("| where | share of the time |\n| --- | ---: |\n");
    counts.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(
            entry ->
                table.append(
                    String.format(
                        Locale.ROOT,
                        "| %s | %.1f %% |%n",
                        entry.getKey(),
                        100.0 * entry.getValue() / all)));
    return table.toString();
  }
}
