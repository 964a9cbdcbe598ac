package dev.gradc.processor.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the report of a method: for people, for programs, and as a picture. */
public final class ReportFiles {

  private final Path directory;

  /**
   * @param directory made if it does not exist
   */
  public ReportFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Writes {@code <class>.<Method>.md}, {@code .json} and {@code .svg}, over what was there.
   *
   * @throws IOException if a file cannot be written
   */
  public void write(ReportedMethod method) throws IOException {
    String name = method.qualifiedName();
    TapeReport report = new TapeSurvey().survey(method);
    GraphPicture picture = new Folding().fold(new GraphDrawing().draw(method));
    String svg = new SvgDrawing().draw(new PictureLayout().place(picture));
    Files.createDirectories(directory);
    write(name + ".md", new MarkdownReport().write(report, name + ".svg"));
    write(name + ".json", new JsonReport().write(report));
    write(name + ".svg", svg);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text, StandardCharsets.UTF_8);
  }
}
