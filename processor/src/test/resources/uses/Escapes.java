package uses;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Other code may do anything to a tape that it has: nothing is said. */
class Escapes {

  private LossesGrad.Freed.Tape tape;
  private final LossesGrad.Freed.Tape[] tapes = new LossesGrad.Freed.Tape[1];

  static void recordAgain(LossesGrad.Freed.Tape given) {
    given.forward(1, 2);
  }

  static void passed() {
    var tape = LossesGrad.Freed.forward(1, 2);
    tape.backward();
    recordAgain(tape);
    tape.backward();
  }

  void field() {
    tape = LossesGrad.Freed.forward(1, 2);
    tape.backward();
    tape.backward();
  }

  void alsoAField() {
    var local = LossesGrad.Freed.forward(1, 2);
    this.tape = local;
    local.backward();
    local.backward();
  }

  void array() {
    var local = LossesGrad.Freed.forward(1, 2);
    tapes[0] = local;
    local.backward();
    local.backward();
  }

  static void collection() {
    List<LossesGrad.Freed.Tape> all = new ArrayList<>();
    var local = LossesGrad.Freed.forward(1, 2);
    all.add(local);
    local.backward();
    all.get(0).forward(1, 2);
    local.backward();
  }

  static void lambda() {
    var local = LossesGrad.Freed.forward(1, 2);
    Runnable again = () -> local.forward(1, 2);
    local.backward();
    again.run();
    local.backward();
  }

  static void anonymousClass() {
    var local = LossesGrad.Freed.forward(1, 2);
    Object again =
        new Object() {
          @Override
          public String toString() {
            return local.forward(1, 2).toString();
          }
        };
    local.backward();
    again.toString();
    local.backward();
  }

  static void localClass() {
    var local = LossesGrad.Freed.forward(1, 2);
    class Again {
      void run() {
        local.forward(1, 2);
      }
    }
    local.backward();
    new Again().run();
    local.backward();
  }

  static void methodReference() {
    var local = LossesGrad.Freed.forward(1, 2);
    Supplier<Object> run = local::backward;
    local.backward();
    run.get();
  }

  static void given(LossesGrad.Freed.Tape given) {
    given.backward();
    given.backward();
  }

  static void gotten() {
    var gotten = supply();
    gotten.backward();
    gotten.backward();
  }

  static LossesGrad.Freed.Tape supply() {
    return LossesGrad.Freed.forward(1, 2);
  }

  static void beforeItEscapes() {
    var local = LossesGrad.Freed.forward(1, 2);
    local.backward();
    // error: [GC0407] 'local'
    local.backward();
    recordAgain(local);
    local.backward();
  }

  static void heldInARecord() {
    record Pair(LossesGrad.Freed.Tape one, int other) {}
    var local = LossesGrad.Freed.forward(1, 2);
    Pair pair = new Pair(local, 3);
    local.backward();
    pair.one().forward(1, 2);
    local.backward();
  }
}
