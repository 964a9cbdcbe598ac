package dev.gradc.processor.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradc.processor.analysis.Activity;
import dev.gradc.processor.analysis.ActivityAnalysis;
import dev.gradc.processor.analysis.AliasAnalysis;
import dev.gradc.processor.analysis.ArrayOrigins;
import dev.gradc.processor.ir.Block;
import dev.gradc.processor.ir.Function;
import dev.gradc.processor.ir.Origin;
import dev.gradc.processor.ir.Parser;
import dev.gradc.processor.ir.Printer;
import dev.gradc.processor.ir.Statement;
import dev.gradc.processor.ir.Variable;
import dev.gradc.processor.rules.Rules;
import dev.gradc.processor.transform.Adjoint;
import dev.gradc.processor.transform.AdjointRegions;
import dev.gradc.processor.transform.OutputSeparation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a program tells of itself: why values are stored, how many, and where from. */
final class StoreFactsTest {

  private static ReverseProgram program(
      Function function, TapeLayout.Form form, List<Output> outputs) {
    Rules rules = new Rules();
    ArrayOrigins arrays = new AliasAnalysis().analyze(function);
    Activity activity = new ActivityAnalysis(rules, arrays).analyze(function);
    AdjointRegions regions = new Adjoint(rules).differentiate(function, activity, arrays);
    ArrayOrigins all = new AliasAnalysis().analyze(regions.parameters(), regions.forward());
    var separated =
        new OutputSeparation().separate(regions, outputs.stream().map(Output::leaves).toList());
    return new SlotAssignment()
        .assign(new TapeLayout().layOut(regions, separated, all, form), function, outputs, all);
  }

  private static ReverseProgram program(String text, TapeLayout.Form form) {
    return program(Parser.function(text), form, List.of());
  }

  /** By name, {@code e STORED COSTLY}. */
  private static String reasons(ReverseProgram program) {
    Map<String, String> reasons = new TreeMap<>();
    program
        .facts()
        .reasons()
        .forEach((variable, reason) -> reasons.put(variable.name(), reason.way() + " " + reason));
    StringBuilder text = new StringBuilder();
    reasons.forEach((name, reason) -> text.append(name).append(" ").append(reason).append("\n"));
    return text.toString();
  }

  /** By slot, why it is there, of which value and over how many loops. */
  private static String slots(ReverseProgram program) {
    StringBuilder text = new StringBuilder();
    for (Slot slot : program.slots()) {
      text.append(slot.variable()).append(" ").append(program.facts().reasonOf(slot));
      StoreFacts.Recorded recorded = program.facts().recorded().get(slot.variable());
      if (recorded != null) {
        text.append(" ").append(recorded.value()).append(" in ");
        text.append(recorded.extent().loops().size());
        text.append(recorded.extent().isProduct() ? " loops, a product" : " loops");
      }
      text.append("\n");
    }
    return text.toString();
  }

  private static List<String> names(List<Variable> variables) {
    return variables.stream().map(Variable::name).toList();
  }

  /** The same with a line of its own for each assignment. */
  private static Function numbered(Function function) {
    return function.with(numbered(function.body(), new AtomicInteger()));
  }

  private static Block numbered(Block block, AtomicInteger lines) {
    List<Statement> statements = new ArrayList<>();
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.Assign assign) {
        int line = lines.incrementAndGet();
        Origin origin = new Origin("F.java", line, 1, 0, 0, "line  " + line);
        statements.add(new Statement.Assign(assign.target(), assign.operation(), origin));
      } else {
        statements.add(
            statement.withBlocks(
                statement.blocks().stream().map(inner -> numbered(inner, lines)).toList()));
      }
    }
    return new Block(statements);
  }

  @Test
  void whatIsCheapIsComputedAgain() {
    String text =
        """
        function f(double x, double[] a, int n) {
          declare double s
          s = x
          loop i: for int i = 0; i < n; 1 {
            before: double = s
            square: double = mul(before, before)
            k: int = sub(n, i)
            k2: int = sub(k, 1)
            t: double = load a[k2]
            size: double = Math.abs(t)
            largest: double = Math.max(size, 1.0)
            product: double = mul(largest, t)
            e: double = Math.exp(product)
            ratio: double = div(x, e)
            rest: double = rem(ratio, 2.0)
            constant: double = detach(x)
            weighted: double = mul(constant, rest)
            up: float = toFloat(weighted)
            down: double = toDouble(up)
            cube: double = mul(down, down)
            total: double = mul(cube, cube)
            sum: double = add(square, total)
            s = sum
          }
          r: double = s
          return r
        }
        """;
    assertEquals(
        """
        before STORED CHANGES_LATER
        constant RECOMPUTED COPY
        cube RECOMPUTED CHEAP
        down STORED MANY_OPERATIONS
        e STORED COSTLY
        k RECOMPUTED INDEX_ARITHMETIC
        k2 RECOMPUTED INDEX_ARITHMETIC
        largest STORED MANY_OPERATIONS
        ratio STORED COSTLY
        size RECOMPUTED CHEAP
        t RECOMPUTED UNCHANGED
        """,
        reasons(program(text, TapeLayout.Form.TAPED)));
    assertEquals(
        """
        x PARAMETER
        a PARAMETER
        n PARAMETER
        beforeSlot CHANGES_LATER before in 1 loops, a product
        largestSlot MANY_OPERATIONS largest in 1 loops, a product
        eSlot COSTLY e in 1 loops, a product
        ratioSlot COSTLY ratio in 1 loops, a product
        downSlot MANY_OPERATIONS down in 1 loops, a product
        """,
        slots(program(text, TapeLayout.Form.TAPED)));
  }

  @Test
  void fiveOperationsAreMoreThanASlotIsWorth() {
    String text =
        """
        function f(double[] a, int n) {
          declare double s
          s = 0.0
          loop i: for int i = 0; i < n; 1 {
            one: double = load a[i]
            two: double = add(one, 1.0)
            three: double = mul(two, 2.0)
            four: double = sub(three, 1.0)
            five: double = add(four, 3.0)
            p: double = mul(four, four)
            q: double = mul(five, five)
            six: double = add(five, 1.0)
            v: double = mul(six, six)
            pq: double = add(p, q)
            pqv: double = add(pq, v)
            s += pqv
          }
          r: double = s
          return r
        }
        """;
    assertEquals(
        """
        five STORED MANY_OPERATIONS
        four RECOMPUTED CHEAP
        one RECOMPUTED UNCHANGED
        six RECOMPUTED CHEAP
        three RECOMPUTED CHEAP
        two RECOMPUTED CHEAP
        """,
        reasons(program(text, TapeLayout.Form.FUSED)));
  }

  @Test
  void whatArraysHoldAndWhereLoopsBegin() {
    String text =
        """
        function f(double[] a, double[] w, int n) {
          declare double s
          s = 0.0
          b: double[] = newarray primal double[n]
          loop i: for int i = 0; i < n; 1 {
            c: double[] = newarray primal double[n]
            t: double = load a[i]
            b[i] = t
            loop j: for int j = 0; j < i; 1 {
              u: double = load b[j]
              v: double = mul(u, u)
              length: int = length w
              last: int = sub(length, 1)
              y: double = load w[last]
              z: double = mul(v, y)
              c[j] = z
              g: double = load c[0]
              h: double = mul(g, g)
              s += h
            }
          }
          w[0] = 0.0
          r: double = s
          return r
        }
        """;
    ReverseProgram taped = program(text, TapeLayout.Form.TAPED);
    assertEquals(
        """
        base STORED LOOP_POSITION
        dC RECOMPUTED UNCHANGED
        g STORED WRITTEN_LATER
        last RECOMPUTED INDEX_ARITHMETIC
        length RECOMPUTED LENGTH
        position RECOMPUTED INDEX_ARITHMETIC
        u STORED WRITTEN_LATER
        v RECOMPUTED CHEAP
        y STORED WRITTEN_LATER
        """,
        reasons(taped));
    assertEquals(
        """
        w PARAMETER
        n PARAMETER
        wLength ONCE
        dW ADJOINT
        dB ADJOINT
        dCStorage ADJOINT
        baseSlot LOOP_POSITION base in 1 loops, a product
        uSlot WRITTEN_LATER u in 2 loops
        ySlot WRITTEN_LATER y in 2 loops
        gSlot WRITTEN_LATER g in 2 loops
        """,
        slots(taped));
    assertEquals(List.of("w"), names(taped.written()));
    assertEquals(
        List.of("dWStorage", "dBStorage", "dCStorage", "baseSlot", "uSlot", "ySlot", "gSlot"),
        names(taped.storage()));
  }

  /** A row is had again from its parameter, though what it is found with has to be recorded. */
  @Test
  void rowsOfParametersAreReadAgain() {
    String text =
        """
        function f(double[][] a, int n) {
          declare double s
          s = 0.0
          declare int k
          k = 0
          loop i: for int i = 0; i < n; 1 {
            at: int = k
            row: double[] = load a[at]
            t: double = load row[0]
            u: double = mul(t, t)
            s += u
            k += 1
          }
          r: double = s
          return r
        }
        """;
    assertEquals(
        """
        at STORED CHANGES_LATER
        row RECOMPUTED PART_OF_PARAMETER
        t RECOMPUTED UNCHANGED
        """,
        reasons(program(text, TapeLayout.Form.TAPED)));
  }

  /** Where an adjoint array stands is computed from a position that is recorded in any case. */
  @Test
  void arraysInLoopsOfChangingLengthAreFoundAgain() {
    String text =
        """
        function f(double[] a, int n) {
          declare double s
          s = 1.0
          loop i: for int i = 0; i < n; 1 {
            loop j: for int j = 0; j < i; 1 {
              c: double[] = newarray primal double[2]
              t: double = load a[j]
              c[0] = t
              u: double = load c[0]
              w: double = mul(u, u)
              s += w
            }
          }
          r: double = s
          return r
        }
        """;
    assertEquals(
        """
        base STORED LOOP_POSITION
        dC RECOMPUTED UNCHANGED
        position RECOMPUTED INDEX_ARITHMETIC
        u STORED MANY_OPERATIONS
        """,
        reasons(program(text, TapeLayout.Form.FUSED)));
  }

  @Test
  void rowsThatMoveAreTold() {
    String text =
        """
        function f(double[][] a, double[][] b) {
          row: double[] = load a[0]
          b[1] = row
          moved: double[] = load b[1]
          t: double = load moved[0]
          r: double = mul(t, t)
          return r
        }
        """;
    ReverseProgram taped = program(text, TapeLayout.Form.TAPED);
    assertEquals(List.of("b"), names(taped.rearranged()));
    assertEquals(
        """
        a PARAMETER
        aLength ONCE
        dA ADJOINT
        bLength ONCE
        dBRows ADJOINT
        dMoved ADJOINT
        t ONCE
        """,
        slots(taped));
    assertEquals("", reasons(taped));
    assertEquals("", reasons(program(text, TapeLayout.Form.FUSED)));
  }

  @Test
  void stepsThatTwoPassesShareAreNamedWhereTheyStand() {
    Function function =
        numbered(
            Parser.function(
                """
                function f(double x) {
                  e: double = Math.exp(x)
                  twice: double = add(e, e)
                  a: double = Math.sin(twice)
                  b: double = Math.cos(twice)
                  return a, b
                }
                """));
    List<Output> outputs =
        List.of(new Output("a", Set.of(0), false), new Output("b", Set.of(1), false));
    Slices slices = program(function, TapeLayout.Form.TAPED, outputs).slices();
    Slices.Pair both = new Slices.Pair(0, 1);
    assertEquals(
        List.of("F.java:1"), slices.sharedSteps().get(both).stream().map(Origin::place).toList());
    assertEquals(List.of("e"), slices.shared().get(both).stream().map(Slot::subject).toList());
    assertEquals("e", slices.joint(0, 1));
    assertEquals("e", slices.joint(1, 0));
    Slot shared = slices.between(1, 0).get(0);
    assertEquals(Set.of(0, 1), slices.readersOf(shared.variable()));
    assertEquals(Set.of(), slices.readersOf(function.parameters().get(0).variable()));
    assertEquals(List.of(), slices.sharedSteps().getOrDefault(new Slices.Pair(0, 0), List.of()));
  }

  @Test
  void bothPassesLookAtWhatIsComputed() {
    Function function =
        numbered(
            Parser.function(
                """
                function f(double x, int n) {
                  e: double = Math.exp(x)
                  m: int = add(n, 1)
                  c: boolean = gt(e, 1.0)
                  s: double = mul(e, e)
                  return s
                }
                """));
    ReverseProgram checked =
        new AnomalyChecks().place(program(function, TapeLayout.Form.FUSED, List.of()));
    assertEquals(
        """
        e: double = Math.exp(x)
        operation: java.lang/String = inspect TEXT  'line 1' (F.java:1), forward pass,()
        invoke dev.gradc/Anomalies.check(e, operation, x)
        m: int = add(n, 1)
        c: boolean = gt(e, 1.0)
        s: double = mul(e, e)
        operation2: java.lang/String = inspect TEXT  'line 4' (F.java:4), forward pass,()
        invoke dev.gradc/Anomalies.check(s, operation2, e, e)
        """,
        new Printer().print(checked.forward()));
    assertEquals(
        """
        declare double dX
        dX = 0.0
        declare double dE
        dE = 0.0
        declare double dS
        dS = 0.0
        number: double = dS
        dS += seed
        dS2: double = dS
        product2: double = mul(dS2, e)
        operation3: java.lang/String = inspect TEXT  'line 4' (F.java:4), backward pass,()
        invoke dev.gradc/Anomalies.check(product2, operation3, dS2, e)
        number2: double = dE
        dE += product2
        operation4: java.lang/String = inspect TEXT  'line 4' (F.java:4), backward pass,()
        invoke dev.gradc/Anomalies.check(dE, operation4, number2, product2)
        product3: double = mul(dS2, e)
        operation5: java.lang/String = inspect TEXT  'line 4' (F.java:4), backward pass,()
        invoke dev.gradc/Anomalies.check(product3, operation5, dS2, e)
        number3: double = dE
        dE += product3
        operation6: java.lang/String = inspect TEXT  'line 4' (F.java:4), backward pass,()
        invoke dev.gradc/Anomalies.check(dE, operation6, number3, product3)
        dE2: double = dE
        product: double = mul(dE2, e)
        operation7: java.lang/String = inspect TEXT  'line 1' (F.java:1), backward pass,()
        invoke dev.gradc/Anomalies.check(product, operation7, dE2, e)
        number4: double = dX
        dX += product
        operation8: java.lang/String = inspect TEXT  'line 1' (F.java:1), backward pass,()
        invoke dev.gradc/Anomalies.check(dX, operation8, number4, product)
        """,
        new Printer().print(checked.backward()));
  }

  private static final String SUM =
      """
      function f(double[] a, double x) {
        declare double s
        s = x
        n: int = length a
        loop i: for int i = 0; i < n; 1 {
          t: double = load a[i]
          before: double = s
          e: double = Math.exp(before)
          u: double = mul(e, t)
          s = u
        }
        r: double = s
        return r
      }
      """;

  /** A reference is worth what a loop reads of it; a number from outside of the loop is not. */
  @Test
  void arraysThatAreFinishedAreKeptAndTheirElementsReadAgain() {
    String text =
        """
        function f(double x, double[] a, int n) {
          declare double s
          s = x
          loop o: for int o = 0; o < n; 1 {
            q: double = load a[o]
            e: double = Math.sin(q)
            own: double[] = newarray primal double[n]
            loop k: for int k = 0; k < n; 1 {
              w: double = mul(x, q)
              own[k] = w
            }
            loop j: for int j = 0; j < n; 1 {
              t: double = load own[j]
              u: double = mul(t, t)
              p: double = add(e, x)
              v: double = mul(p, p)
              s += u
              s += v
            }
          }
          r: double = s
          return r
        }
        """;
    assertEquals(
        """
        base2 RECOMPUTED INDEX_ARITHMETIC
        dOwn RECOMPUTED UNCHANGED
        own STORED NEW_ARRAY
        p STORED MANY_OPERATIONS
        position2 RECOMPUTED INDEX_ARITHMETIC
        q RECOMPUTED UNCHANGED
        t RECOMPUTED UNCHANGED
        """,
        reasons(program(text, TapeLayout.Form.FUSED)));
    String plain =
        new Printer()
            .print(
                new ReverseFunction()
                    .of(
                        Parser.function(text),
                        program(text, TapeLayout.Form.FUSED),
                        ReverseFunction.Form.PLAIN));
    assertEquals(
        2,
        plain.split("] = 0\\.0\n", -1).length,
        () -> "one for the element that was written, none for arrays that are made anew: " + plain);
  }

  /** In one function that is differentiated again, arrays of a known length are made once. */
  @Test
  void plainFunctionsMakeArraysAnew() {
    ReverseProgram fused = program(SUM, TapeLayout.Form.FUSED);
    Function plain =
        new ReverseFunction().of(Parser.function(SUM), fused, ReverseFunction.Form.PLAIN);
    assertEquals(
        """
        function f(double[] a, double x, double seed, double[] dA) {
          declare double[] eSlot
          declare double s
          s = x
          n: int = length a
          length: int = Math.max(n, 0)
          eSlot2: double[] = newarray primal double[length]
          eSlot = eSlot2
          loop i: for int i = 0; i < n; 1 {
            t: double = load a[i]
            before: double = s
            e: double = Math.exp(before)
            eSlot3: double[] = eSlot
            eSlot3[i] = e
            u: double = mul(e, t)
            s = u
          }
          r: double = s
          declare double dX2
          dX2 = 0.0
          declare double dS
          dS = 0.0
          declare double dR
          dR = 0.0
          dR += seed
          dR2: double = dR
          dS += dR2
          last: int = sub(n, 1)
          loop i2: for int i2 = last; i2 >= 0; -1 {
            declare double dT
            dT = 0.0
            declare double dBefore
            dBefore = 0.0
            declare double dE
            dE = 0.0
            declare double dU
            dU = 0.0
            dS3: double = dS
            dS = 0.0
            dU += dS3
            dU2: double = dU
            t2: double = load a[i2]
            product2: double = mul(dU2, t2)
            dE += product2
            eSlot4: double[] = eSlot
            e2: double = load eSlot4[i2]
            product3: double = mul(dU2, e2)
            dT += product3
            dE2: double = dE
            product: double = mul(dE2, e2)
            dBefore += product
            dBefore2: double = dBefore
            dS += dBefore2
            dT2: double = dT
            dA[i2] += dT2
          }
          dS2: double = dS
          dS = 0.0
          dX2 += dS2
          dX3: double = dX2
          return r, dX3
        }
        """,
        new Printer().print(plain));
  }

  /** What a function of slots begins with is taken out again, and is the storage that it was. */
  @Test
  void storageIsLiftedOutOfAFunction() {
    ReverseProgram fused = program(SUM, TapeLayout.Form.FUSED);
    Function slots =
        new ReverseFunction().of(Parser.function(SUM), fused, ReverseFunction.Form.SLOTS);
    KeptStorage.Lifted lifted = new KeptStorage().lift(slots.body());
    assertEquals(names(fused.storage()), names(lifted.storage()));
    assertEquals(
        """
        declare double s
        s = x
        n: int = length a
        reserve eSlot, n
        loop i: for int i = 0; i < n; 1 {
          t: double = load a[i]
          before: double = s
          e: double = Math.exp(before)
          eSlot2: double[] = eSlot
          eSlot2[i] = e
          u: double = mul(e, t)
          s = u
        }
        r: double = s
        declare double dX2
        dX2 = 0.0
        declare double dS
        dS = 0.0
        declare double dR
        dR = 0.0
        dR += seed
        dR2: double = dR
        dS += dR2
        last: int = sub(n, 1)
        loop i2: for int i2 = last; i2 >= 0; -1 {
          declare double dT
          dT = 0.0
          declare double dBefore
          dBefore = 0.0
          declare double dE
          dE = 0.0
          declare double dU
          dU = 0.0
          dS3: double = dS
          dS = 0.0
          dU += dS3
          dU2: double = dU
          t2: double = load a[i2]
          product2: double = mul(dU2, t2)
          dE += product2
          eSlot3: double[] = eSlot
          e2: double = load eSlot3[i2]
          product3: double = mul(dU2, e2)
          dT += product3
          dE2: double = dE
          product: double = mul(dE2, e2)
          dBefore += product
          dBefore2: double = dBefore
          dS += dBefore2
          dT2: double = dT
          dA[i2] += dT2
        }
        dS2: double = dS
        dS = 0.0
        dX2 += dS2
        dX3: double = dX2
        """,
        new Printer().print(lifted.block()));
  }

  @Test
  void programsAreDescribed() {
    Function function = Parser.function(SUM);
    List<Output> outputs = List.of(new Output("r", Set.of(0), false));
    ReverseProgram taped = program(function, TapeLayout.Form.TAPED, outputs);
    Map<Variable, String> names = new HashMap<>();
    taped.slots().forEach(slot -> names.put(slot.variable(), "the " + slot.subject()));
    Slices.Pair itself = new Slices.Pair(0, 0);
    Variable first = taped.slots().get(0).variable();
    Origin written = new Origin("G.java", 7, 1, 0, 1, "e");
    ReverseProgram described =
        taped.described(names, Map.of(first, written), Map.of(itself, "8 n"));
    assertEquals(written, described.slots().get(0).origin());
    assertEquals(taped.slots().get(1).origin(), described.slots().get(1).origin());
    assertEquals(
        taped.slots().stream().map(slot -> "the " + slot.subject()).toList(),
        described.slots().stream().map(Slot::subject).toList());
    assertEquals(
        taped.slices().between(0, 0).stream().map(slot -> "the " + slot.subject()).toList(),
        described.slices().between(0, 0).stream().map(Slot::subject).toList());
    assertEquals(Map.of(itself, "8 n"), described.slices().sizes());
    Slices.Joint joint = new Slices.Joint("e", Origin.NONE);
    Slices parted = taped.slices().with(Map.of(itself, joint));
    assertEquals("e", parted.joint(0, 0));
    assertEquals(parted, taped.withSlices(parted).slices());
  }

  @Test
  void nothingIsWrittenWhereItIsTheFunctionsOwn() {
    String text =
        """
        function f(double[] a, double x) {
          a[0] = x
          t: double = load a[0]
          r: double = mul(t, t)
          return r
        }
        """;
    ReverseProgram program = program(text, TapeLayout.Form.FUSED);
    assertEquals(List.of("a"), names(program.written()));
    assertEquals(List.of(), program.writingNothing().written());
    assertEquals(program.forward(), program.writingNothing().forward());
  }

  @Test
  void reasonsAreSentences() {
    for (Reason reason : Reason.values()) {
      assertEquals(reason.text().strip(), reason.text());
      assertEquals(false, reason.text().isEmpty());
    }
  }

  @Test
  void slotsStandWhereTheirValuesComeFrom() {
    Function function = numbered(Parser.function(SUM));
    StringBuilder told = new StringBuilder();
    for (Slot slot : program(function, TapeLayout.Form.TAPED, List.of()).slots()) {
      told.append(slot.subject()).append(" ").append(slot.origin().line()).append("\n");
    }
    assertEquals(
        """
        a 0
        n 2
        e 5
        """,
        told.toString());
  }

  /**
   * What changes is copied once more, so that each result is a value; what does not is one itself.
   */
  @Test
  void forwardGivesTheSlotsAsTheyAreInTheEnd() {
    String text =
        """
        function f(double x, boolean b) {
          declare double s
          s = x
          if b {
            e: double = Math.exp(x)
            g: double = mul(e, e)
            s = g
          } else {
          }
          t: double = s
          r: double = mul(t, t)
          return r
        }
        """;
    assertEquals(
        """
        function f(double x, boolean b) {
          declare double eSlot
          eSlot = 0.0
          declare double s
          s = x
          if b {
            e: double = Math.exp(x)
            eSlot = e
            g: double = mul(e, e)
            s = g
          }
          t: double = s
          r: double = mul(t, t)
          eSlot2: double = eSlot
          return r, b, eSlot2, t
        }
        """,
        new Printer()
            .print(
                new TapeFunctions()
                    .forward(Parser.function(text), program(text, TapeLayout.Form.TAPED))));
  }

  /** In loops and branches, of sums in arrays, of each output; with names that nobody else has. */
  @Test
  void checksHaveNamesOfTheirOwn() {
    Function function =
        numbered(
            Parser.function(
                """
                function f(double[] number, double operation, boolean operation2) {
                  declare double number3
                  number3 = operation
                  if operation2 {
                    t: double = load number[0]
                    n: float = toFloat(t)
                    u: double = toDouble(n)
                    v: double = mul(u, operation)
                    number3 = v
                  } else {
                  }
                  one: double = number3
                  two: double = Math.exp(operation)
                  return one, two
                }
                """));
    List<Output> outputs =
        List.of(new Output("one", Set.of(0), false), new Output("two", Set.of(1), false));
    ReverseProgram checked =
        new AnomalyChecks().place(program(function, TapeLayout.Form.TAPED, outputs));
    StringBuilder told = new StringBuilder(new Printer().print(checked.forward()));
    told.append("---\n").append(new Printer().print(checked.backward()));
    checked.outputs().forEach(output -> told.append("---\n").append(new Printer().print(output)));
    assertEquals(
        """
        declare double number3
        number3 = operation
        if operation2 {
          t: double = load number[0]
          n: float = toFloat(t)
          operation3: java.lang/String = inspect TEXT  'line 3' (F.java:3), forward pass,()
          invoke dev.gradc/Anomalies.check(n, operation3, t)
          u: double = toDouble(n)
          operation4: java.lang/String = inspect TEXT  'line 4' (F.java:4), forward pass,()
          invoke dev.gradc/Anomalies.check(u, operation4, n)
          v: double = mul(u, operation)
          operation5: java.lang/String = inspect TEXT  'line 5' (F.java:5), forward pass,()
          invoke dev.gradc/Anomalies.check(v, operation5, u, operation)
          number3 = v
        }
        one: double = number3
        two: double = Math.exp(operation)
        operation6: java.lang/String = inspect TEXT  'line 8' (F.java:8), forward pass,()
        invoke dev.gradc/Anomalies.check(two, operation6, operation)
        ---
        declare double dOperation
        dOperation = 0.0
        declare double dNumber3
        dNumber3 = 0.0
        declare double dOne
        dOne = 0.0
        declare double dTwo
        dTwo = 0.0
        number2: double = dOne
        dOne += seed
        number4: double = dTwo
        dTwo += seed2
        dTwo2: double = dTwo
        product3: double = mul(dTwo2, two)
        operation7: java.lang/String = inspect TEXT  'line 8' (F.java:8), backward pass,()
        invoke dev.gradc/Anomalies.check(product3, operation7, dTwo2, two)
        number5: double = dOperation
        dOperation += product3
        operation8: java.lang/String = inspect TEXT  'line 8' (F.java:8), backward pass,()
        invoke dev.gradc/Anomalies.check(dOperation, operation8, number5, product3)
        dOne2: double = dOne
        number6: double = dNumber3
        dNumber3 += dOne2
        operation9: java.lang/String = inspect TEXT  'line 7' (F.java:7), backward pass,()
        invoke dev.gradc/Anomalies.check(dNumber3, operation9, number6, dOne2)
        if operation2 {
          declare double dT
          dT = 0.0
          declare float dN
          dN = 0.0f
          declare double dU
          dU = 0.0
          declare double dV
          dV = 0.0
          dNumber4: double = dNumber3
          dNumber3 = 0.0
          number7: double = dV
          dV += dNumber4
          operation10: java.lang/String = inspect TEXT  'line 6' (F.java:6), backward pass,()
          invoke dev.gradc/Anomalies.check(dV, operation10, number7, dNumber4)
          dV2: double = dV
          product: double = mul(dV2, operation)
          operation11: java.lang/String = inspect TEXT  'line 5' (F.java:5), backward pass,()
          invoke dev.gradc/Anomalies.check(product, operation11, dV2, operation)
          number8: double = dU
          dU += product
          operation12: java.lang/String = inspect TEXT  'line 5' (F.java:5), backward pass,()
          invoke dev.gradc/Anomalies.check(dU, operation12, number8, product)
          t: double = load number[0]
          n: float = toFloat(t)
          operation13: java.lang/String = inspect TEXT  'line 5' (F.java:5), backward pass,()
          invoke dev.gradc/Anomalies.check(n, operation13, t)
          u: double = toDouble(n)
          operation14: java.lang/String = inspect TEXT  'line 5' (F.java:5), backward pass,()
          invoke dev.gradc/Anomalies.check(u, operation14, n)
          product2: double = mul(dV2, u)
          operation15: java.lang/String = inspect TEXT  'line 5' (F.java:5), backward pass,()
          invoke dev.gradc/Anomalies.check(product2, operation15, dV2, u)
          number9: double = dOperation
          dOperation += product2
          operation16: java.lang/String = inspect TEXT  'line 5' (F.java:5), backward pass,()
          invoke dev.gradc/Anomalies.check(dOperation, operation16, number9, product2)
          dU2: double = dU
          converted2: float = toFloat(dU2)
          operation17: java.lang/String = inspect TEXT  'line 4' (F.java:4), backward pass,()
          invoke dev.gradc/Anomalies.check(converted2, operation17, dU2)
          number10: float = dN
          dN += converted2
          operation18: java.lang/String = inspect TEXT  'line 4' (F.java:4), backward pass,()
          invoke dev.gradc/Anomalies.check(dN, operation18, number10, converted2)
          dN2: float = dN
          converted: double = toDouble(dN2)
          operation19: java.lang/String = inspect TEXT  'line 3' (F.java:3), backward pass,()
          invoke dev.gradc/Anomalies.check(converted, operation19, dN2)
          number11: double = dT
          dT += converted
          operation20: java.lang/String = inspect TEXT  'line 3' (F.java:3), backward pass,()
          invoke dev.gradc/Anomalies.check(dT, operation20, number11, converted)
          dT2: double = dT
          number12: double = load dNumber[0]
          dNumber[0] += dT2
          number13: double = load dNumber[0]
          operation21: java.lang/String = inspect TEXT  'line 2' (F.java:2), backward pass,()
          invoke dev.gradc/Anomalies.check(number13, operation21, number12, dT2)
        }
        dNumber2: double = dNumber3
        dNumber3 = 0.0
        number14: double = dOperation
        dOperation += dNumber2
        operation22: java.lang/String = inspect TEXT  'line 1' (F.java:1), backward pass,()
        invoke dev.gradc/Anomalies.check(dOperation, operation22, number14, dNumber2)
        ---
        declare double dOperation
        dOperation = 0.0
        declare double dNumber3
        dNumber3 = 0.0
        declare double dOne
        dOne = 0.0
        number15: double = dOne
        dOne += seed
        dOne2: double = dOne
        number16: double = dNumber3
        dNumber3 += dOne2
        operation23: java.lang/String = inspect TEXT  'line 7' (F.java:7), backward pass,()
        invoke dev.gradc/Anomalies.check(dNumber3, operation23, number16, dOne2)
        if operation2 {
          declare double dT
          dT = 0.0
          declare float dN
          dN = 0.0f
          declare double dU
          dU = 0.0
          declare double dV
          dV = 0.0
          dNumber4: double = dNumber3
          dNumber3 = 0.0
          number17: double = dV
          dV += dNumber4
          operation24: java.lang/String = inspect TEXT  'line 6' (F.java:6), backward pass,()
          invoke dev.gradc/Anomalies.check(dV, operation24, number17, dNumber4)
          dV2: double = dV
          product: double = mul(dV2, operation)
          operation25: java.lang/String = inspect TEXT  'line 5' (F.java:5), backward pass,()
          invoke dev.gradc/Anomalies.check(product, operation25, dV2, operation)
          number18: double = dU
          dU += product
          operation26: java.lang/String = inspect TEXT  'line 5' (F.java:5), backward pass,()
          invoke dev.gradc/Anomalies.check(dU, operation26, number18, product)
          t: double = load number[0]
          n: float = toFloat(t)
          operation27: java.lang/String = inspect TEXT  'line 5' (F.java:5), backward pass,()
          invoke dev.gradc/Anomalies.check(n, operation27, t)
          u: double = toDouble(n)
          operation28: java.lang/String = inspect TEXT  'line 5' (F.java:5), backward pass,()
          invoke dev.gradc/Anomalies.check(u, operation28, n)
          product2: double = mul(dV2, u)
          operation29: java.lang/String = inspect TEXT  'line 5' (F.java:5), backward pass,()
          invoke dev.gradc/Anomalies.check(product2, operation29, dV2, u)
          number19: double = dOperation
          dOperation += product2
          operation30: java.lang/String = inspect TEXT  'line 5' (F.java:5), backward pass,()
          invoke dev.gradc/Anomalies.check(dOperation, operation30, number19, product2)
          dU2: double = dU
          converted2: float = toFloat(dU2)
          operation31: java.lang/String = inspect TEXT  'line 4' (F.java:4), backward pass,()
          invoke dev.gradc/Anomalies.check(converted2, operation31, dU2)
          number20: float = dN
          dN += converted2
          operation32: java.lang/String = inspect TEXT  'line 4' (F.java:4), backward pass,()
          invoke dev.gradc/Anomalies.check(dN, operation32, number20, converted2)
          dN2: float = dN
          converted: double = toDouble(dN2)
          operation33: java.lang/String = inspect TEXT  'line 3' (F.java:3), backward pass,()
          invoke dev.gradc/Anomalies.check(converted, operation33, dN2)
          number21: double = dT
          dT += converted
          operation34: java.lang/String = inspect TEXT  'line 3' (F.java:3), backward pass,()
          invoke dev.gradc/Anomalies.check(dT, operation34, number21, converted)
          dT2: double = dT
          number22: double = load dNumber[0]
          dNumber[0] += dT2
          number23: double = load dNumber[0]
          operation35: java.lang/String = inspect TEXT  'line 2' (F.java:2), backward pass,()
          invoke dev.gradc/Anomalies.check(number23, operation35, number22, dT2)
        }
        dNumber2: double = dNumber3
        dNumber3 = 0.0
        number24: double = dOperation
        dOperation += dNumber2
        operation36: java.lang/String = inspect TEXT  'line 1' (F.java:1), backward pass,()
        invoke dev.gradc/Anomalies.check(dOperation, operation36, number24, dNumber2)
        ---
        declare double dOperation
        dOperation = 0.0
        declare double dTwo
        dTwo = 0.0
        number25: double = dTwo
        dTwo += seed2
        dTwo2: double = dTwo
        product3: double = mul(dTwo2, two)
        operation37: java.lang/String = inspect TEXT  'line 8' (F.java:8), backward pass,()
        invoke dev.gradc/Anomalies.check(product3, operation37, dTwo2, two)
        number26: double = dOperation
        dOperation += product3
        operation38: java.lang/String = inspect TEXT  'line 8' (F.java:8), backward pass,()
        invoke dev.gradc/Anomalies.check(dOperation, operation38, number26, product3)
        """,
        told.toString());
  }
}
