package dev.gradc.processor.tape;

/** Lets operations on tensors use memory that is kept: the last steps before slots are assigned. */
public final class KeptRegions {

  private final KeptParts parts;
  private final boolean fuses;

  /**
   * @param parts that are called
   * @param fuses whether operations on elements become loops
   */
  public KeptRegions(KeptParts parts, boolean fuses) {
    this.parts = parts;
    this.fuses = fuses;
  }

  /**
   * Regions with what is kept for them.
   *
   * @param shared what others that compute the same may write into
   */
  public record Kept(LaidOutRegions regions, TensorBuffers.Shared shared) {}

  /**
   * The same regions.
   *
   * @param common what others have that never run while these do
   */
  public Kept keep(LaidOutRegions given, TensorBuffers.Kind kind, TensorBuffers.Shared common) {
    LaidOutRegions called = new PartCalls(given, parts, flows(given, kind)).rewrite();
    LaidOutRegions shared = new SharedPlaces().share(called);
    TensorBuffers buffers = new TensorBuffers(parts, kind, common);
    LaidOutRegions regions = buffers.place(fuses ? new ElementFusion().fuse(shared) : shared);
    return new Kept(regions, buffers.shared());
  }

  /** Where tensors go in them. */
  TensorFlows flows(LaidOutRegions regions, TensorBuffers.Kind kind) {
    return new TensorFlows(regions, parts, kind.isPart());
  }
}
