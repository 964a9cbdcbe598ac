package dev.gradc.samples.focalloss;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jfree.chart.ChartUtils;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYDataset;
import org.jfree.svg.SVGGraphics2D;

/** Lines in a frame, as SVG and PNG. */
final class Charts {

  private static final int WIDTH = 800;
  private static final int HEIGHT = 520;
  private static final List<Color> COLORS =
      List.of(
          new Color(0x1f77b4),
          new Color(0xd62728),
          new Color(0xe6a100),
          new Color(0x7b3294),
          new Color(0x2ca02c));

  private final NumberAxis across;
  private final NumberAxis up;
  private final XYPlot plot;
  private final String title;

  Charts(String title, String across, String up) {
    this.title = title;
    this.across = new NumberAxis(across);
    this.up = new NumberAxis(up);
    this.plot = new XYPlot(null, this.across, this.up, null);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(Color.LIGHT_GRAY);
    plot.setRangeGridlinePaint(Color.LIGHT_GRAY);
  }

  /** Limits of both axes. */
  Charts within(double left, double right, double bottom, double top) {
    across.setRange(left, right);
    up.setRange(bottom, top);
    return this;
  }

  /** More lines, each in the next colour. */
  Charts lines(XYDataset lines, boolean areDashed) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    float[] dashes = areDashed ? new float[] {6, 4} : null;
    for (int i = 0; i < lines.getSeriesCount(); i++) {
      renderer.setSeriesPaint(i, COLORS.get(i % COLORS.size()));
      renderer.setSeriesStroke(
          i, new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0));
    }
    plot.setDataset(plot.getDatasetCount(), lines);
    plot.setRenderer(plot.getDatasetCount() - 1, renderer);
    return this;
  }

  /** Writes {@code name.svg} and {@code name.png}. */
  void write(Path directory, String name) throws IOException {
    JFreeChart chart = new JFreeChart(title, plot);
    chart.setBackgroundPaint(Color.WHITE);
    Files.createDirectories(directory);
    ChartUtils.saveChartAsPNG(directory.resolve(name + ".png").toFile(), chart, WIDTH, HEIGHT);
    SVGGraphics2D svg = new SVGGraphics2D(WIDTH, HEIGHT);
    chart.draw(svg, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    Files.writeString(directory.resolve(name + ".svg"), svg.getSVGDocument());
  }
}
