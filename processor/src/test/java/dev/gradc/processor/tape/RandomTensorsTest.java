package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nobody can tell that operations have become loops, nor that tensors are written again. */
final class RandomTensorsTest {

  private static final int PROGRAMS = Integer.getInteger("property.programs", 1000);

  private static final List<Map<String, Integer>> ARGUMENTS =
      List.of(Map.of("n", 2), Map.of("n", 2), Map.of("n", 4), Map.of("n", 1), Map.of("n", 3));

  @Test
  void randomPrograms() {
    int loops = 0;
    int saved = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      String text = RandomTensors.program(seed);
      try {
        LaidOutRegions plain = TensorText.read(text);
        LaidOutRegions fused = new ElementFusion().fuse(plain);
        loops += fused.loops().size();
        int made = made(plain, plain);
        made(plain, fused);
        made(plain, new TensorBuffers().place(plain));
        saved += made - made(plain, new TensorBuffers().place(fused));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("program " + seed + ":\n" + text, e);
      }
    }
    // Of most programs there is something to see.
    assertTrue(loops > PROGRAMS, "loops: " + loops);
    assertTrue(saved > 10 * PROGRAMS, "tensors: " + saved);
  }

  private static int made(LaidOutRegions before, LaidOutRegions after) {
    return SameTensors.made(before, after, ARGUMENTS).stream().mapToInt(it -> it).sum();
  }
}
