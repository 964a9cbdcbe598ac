package dev.gradc.samples.growth;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.svg.SVGGraphics2D;

/** Lines over powers of ten, both ways, as SVG and PNG. */
final class Charts {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 520;

  private Charts() {}

  /** Something to draw of each size. */
  record Line(String name, ToDoubleFunction<Measured> height) {}

  /** Writes {@code name.svg} and {@code name.png}. */
  static void write(Path directory, String name, String up, List<Measured> sizes, List<Line> lines)
      throws IOException {
    XYSeriesCollection series = new XYSeriesCollection();
    for (Line line : lines) {
      XYSeries points = new XYSeries(line.name());
      sizes.forEach(it -> points.add(it.size(), Math.max(1e-9, line.height().applyAsDouble(it))));
      series.addSeries(points);
    }
    String title = sizes.get(0).work().title;
    XYPlot plot =
        new XYPlot(
            series, new LogAxis(title), new LogAxis(up), new XYLineAndShapeRenderer(true, true));
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
    JFreeChart chart = new JFreeChart(title, plot);
    chart.setBackgroundPaint(Color.WHITE);
    Files.createDirectories(directory);
    ChartUtils.saveChartAsPNG(directory.resolve(name + ".png").toFile(), chart, WIDTH, HEIGHT);
    SVGGraphics2D svg = new SVGGraphics2D(WIDTH, HEIGHT);
    chart.draw(svg, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    Files.writeString(directory.resolve(name + ".svg"), svg.getSVGDocument());
  }
}
