package dev.molt.weave;

import java.lang.classfile.ClassModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.constantpool.DoubleEntry;
import java.lang.classfile.constantpool.FloatEntry;
import java.lang.classfile.constantpool.IntegerEntry;
import java.lang.classfile.constantpool.LongEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The flow graph of a method by single instructions, written apart from the weaver's own. */
final class FlowGraph {
  private static final Set<Opcode> NO_FALL_THROUGH =
      EnumSet.of(
          Opcode.GOTO,
          Opcode.GOTO_W,
          Opcode.ATHROW,
          Opcode.RETURN,
          Opcode.ARETURN,
          Opcode.IRETURN,
          Opcode.LRETURN,
          Opcode.FRETURN,
          Opcode.DRETURN,
          Opcode.TABLESWITCH,
          Opcode.LOOKUPSWITCH);

  private static final Set<Opcode.Kind> THROWING =
      EnumSet.of(
          Opcode.Kind.ARRAY_LOAD,
          Opcode.Kind.ARRAY_STORE,
          Opcode.Kind.FIELD_ACCESS,
          Opcode.Kind.INVOKE,
          Opcode.Kind.INVOKE_DYNAMIC,
          Opcode.Kind.NEW_MULTI_ARRAY,
          Opcode.Kind.NEW_OBJECT,
          Opcode.Kind.NEW_PRIMITIVE_ARRAY,
          Opcode.Kind.NEW_REF_ARRAY,
          Opcode.Kind.THROW_EXCEPTION,
          Opcode.Kind.TYPE_CHECK);

  private static final Set<Opcode> THROWING_TOO =
      EnumSet.of(
          Opcode.MONITORENTER,
          Opcode.ARRAYLENGTH,
          Opcode.IDIV,
          Opcode.IREM,
          Opcode.LDIV,
          Opcode.LREM);

  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Integer, Integer> numbers = new HashMap<>();
  private final List<List<Integer>> normal = new ArrayList<>();
  private final List<List<Integer>> thrown = new ArrayList<>();
  private final CodeAttribute code;

  FlowGraph(CodeAttribute code) {
    this.code = code;
    var at = 0;
    for (var element : code) {
      if (!(element instanceof Instruction instruction)) continue;
      numbers.put(at, instructions.size());
      instructions.add(instruction);
      at += instruction.sizeInBytes();
    }
    numbers.put(at, instructions.size());
    for (var i = 0; i < instructions.size(); i++) {
      normal.add(next(i));
      thrown.add(new ArrayList<>());
    }
    for (var handler : code.exceptionHandlers()) {
      for (var i = number(handler.tryStart()); i < number(handler.tryEnd()); i++) {
        if (mayThrow(instructions.get(i))) thrown.get(i).add(number(handler.handler()));
      }
    }
  }

  private int number(Label label) {
    return numbers.get(code.labelToBci(label));
  }

  private List<Integer> next(int number) {
    var instruction = instructions.get(number);
    Stream<Integer> jumps =
        switch (instruction) {
          case BranchInstruction branch -> Stream.of(number(branch.target()));
          case TableSwitchInstruction table -> cases(table.defaultTarget(), table.cases());
          case LookupSwitchInstruction lookup -> cases(lookup.defaultTarget(), lookup.cases());
          default -> Stream.of();
        };
    if (NO_FALL_THROUGH.contains(instruction.opcode())) return jumps.toList();
    return Stream.concat(jumps, Stream.of(number + 1)).toList();
  }

  private Stream<Integer> cases(Label otherwise, List<SwitchCase> cases) {
    return Stream.concat(Stream.of(otherwise), cases.stream().map(SwitchCase::target))
        .map(this::number);
  }

  private static boolean mayThrow(Instruction instruction) {
    if (instruction instanceof LoadConstantInstruction load) {
      return switch (load.constantEntry()) {
        case IntegerEntry _, LongEntry _, FloatEntry _, DoubleEntry _, StringEntry _ -> false;
        default -> true;
      };
    }
    return THROWING.contains(instruction.opcode().kind())
        || THROWING_TOO.contains(instruction.opcode());
  }

  static boolean isPoll(Instruction instruction) {
    return instruction instanceof InvokeDynamicInstruction indy
        && indy.name().equalsString("poll")
        && indy.typeSymbol().descriptorString().equals("()V");
  }

  /** Whether some cycle has no poll in it. */
  boolean hasCycleWithoutPoll() {
    return hasCycle((number, instruction) -> isPoll(instruction) ? List.of() : successors(number));
  }

  /** Whether some cycle has neither a poll nor a call. */
  boolean hasCycleWithoutPollOrCall() {
    return hasCycle(
        (number, instruction) ->
            isPoll(instruction) || instruction.opcode().kind() == Opcode.Kind.INVOKE
                ? List.of()
                : successors(number));
  }

  /** Whether a thread could go round for ever although each poll throws. */
  boolean hasCycleAlthoughPollsThrow() {
    return hasCycle(
        (number, instruction) -> isPoll(instruction) ? thrown.get(number) : successors(number));
  }

  private List<Integer> successors(int number) {
    return Stream.concat(normal.get(number).stream(), thrown.get(number).stream()).toList();
  }

  /** Depth first; a node that is met again while it is on the path closes a cycle. */
  private boolean hasCycle(BiFunction<Integer, Instruction, List<Integer>> next) {
    var state = new byte[instructions.size() + 1];
    for (var root = 0; root < instructions.size(); root++) {
      if (state[root] != 0) continue;
      var path = new ArrayDeque<Integer>();
      path.push(root);
      while (!path.isEmpty()) {
        var node = path.peek();
        if (state[node] == 0) {
          state[node] = 1;
          if (node == instructions.size()) continue;
          for (var successor : next.apply(node, instructions.get(node))) {
            if (state[successor] == 1) return true;
            if (state[successor] == 0) path.push(successor);
          }
        } else {
          state[node] = 2;
          path.pop();
        }
      }
    }
    return false;
  }

  int polls() {
    return (int) instructions.stream().filter(FlowGraph::isPoll).count();
  }

  boolean startsWithPoll() {
    return isPoll(instructions.getFirst());
  }

  boolean calls() {
    return instructions.stream()
        .anyMatch(
            one ->
                one.opcode().kind() == Opcode.Kind.INVOKE
                    || (one.opcode() == Opcode.INVOKEDYNAMIC && !isPoll(one)));
  }

  /** The graphs of a class's methods, by name and descriptor. */
  static Map<String, FlowGraph> of(ClassModel model) {
    return model.methods().stream()
        .filter(method -> method.code().isPresent())
        .collect(
            Collectors.toMap(
                FlowGraph::key, method -> new FlowGraph((CodeAttribute) method.code().get())));
  }

  private static String key(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }
}
