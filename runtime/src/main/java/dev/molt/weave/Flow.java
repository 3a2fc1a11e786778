package dev.molt.weave;

import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ConstantInstruction.LoadConstantInstruction;
import java.lang.classfile.instruction.ConvertInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NopInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StackInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ways back in a method's code. Instructions are named by their number, from 0. What counts as
 * throwing is said in the package's description.
 */
final class Flow {
  /**
   * A way back.
   *
   * @param from the instruction that may take it
   * @param to where it leads; not after {@code from}
   * @param handler whether it is taken by throwing
   */
  record WayBack(int from, int to, boolean handler) {}

  private final CodeAttribute code;
  private final List<Instruction> instructions = new ArrayList<>();

  /** Byte index to number; those within an instruction are not used. */
  private final int[] numbers;

  private final List<WayBack> waysBack = new ArrayList<>();
  private final BitSet calls = new BitSet();
  private int switches;
  private int longestJump;

  Flow(CodeAttribute code) {
    this.code = code;
    numbers = new int[code.codeLength() + 1];
    List<Integer> starts = new ArrayList<>();
    var at = 0;
    for (var element : code) {
      if (!(element instanceof Instruction instruction)) continue;
      numbers[at] = instructions.size();
      starts.add(at);
      instructions.add(instruction);
      at += instruction.sizeInBytes();
    }
    numbers[at] = instructions.size();
    for (var i = 0; i < instructions.size(); i++) visit(i, starts.get(i));
    for (var handler : code.exceptionHandlers()) visit(handler);
  }

  private void visit(int number, int start) {
    var instruction = instructions.get(number);
    if (isCall(instruction)) calls.set(number);
    if (instruction instanceof BranchInstruction branch && instruction.sizeInBytes() == 3) {
      longestJump = Math.max(longestJump, Math.abs(code.labelToBci(branch.target()) - start));
    }
    if (isSwitch(instruction)) switches++;
    targets(instruction)
        .map(this::number)
        .filter(target -> target <= number)
        .distinct()
        .forEach(target -> waysBack.add(new WayBack(number, target, false)));
  }

  private void visit(ExceptionCatch handler) {
    var target = number(handler.handler());
    var end = number(handler.tryEnd());
    for (var i = Math.max(number(handler.tryStart()), target); i < end; i++) {
      if (!mayThrow(instructions.get(i))) continue;
      waysBack.add(new WayBack(i, target, true));
      return;
    }
  }

  /** Each way back once; those by throwing once for each entry of the exception table. */
  List<WayBack> waysBack() {
    return waysBack;
  }

  /** Whether any instruction from the first to the last number calls something. */
  boolean calls(int first, int last) {
    var call = calls.nextSetBit(first);
    return call >= 0 && call <= last;
  }

  boolean calls() {
    return !calls.isEmpty();
  }

  /** Over how many bytes the longest jump that cannot reach beyond 32,767 goes; 0 if none. */
  int longestJump() {
    return longestJump;
  }

  /** How many switches there are: each may be padded by 3 bytes more when it moves. */
  int switches() {
    return switches;
  }

  /** The number of the instruction at a label; that after the last for the end. */
  int number(Label label) {
    return numbers[code.labelToBci(label)];
  }

  List<Instruction> instructions() {
    return instructions;
  }

  private static boolean isCall(Instruction instruction) {
    return instruction instanceof InvokeInstruction
        || instruction instanceof InvokeDynamicInstruction;
  }

  private static boolean isSwitch(Instruction instruction) {
    return instruction instanceof TableSwitchInstruction
        || instruction instanceof LookupSwitchInstruction;
  }

  private static Stream<Label> targets(Instruction instruction) {
    return switch (instruction) {
      case BranchInstruction branch -> Stream.of(branch.target());
      case TableSwitchInstruction table -> targets(table.defaultTarget(), table.cases());
      case LookupSwitchInstruction lookup -> targets(lookup.defaultTarget(), lookup.cases());
      default -> Stream.empty();
    };
  }

  private static Stream<Label> targets(Label otherwise, List<SwitchCase> cases) {
    return Stream.concat(Stream.of(otherwise), cases.stream().map(SwitchCase::target));
  }

  private static boolean mayThrow(Instruction instruction) {
    return switch (instruction) {
      case LoadConstantInstruction constant ->
          !(constant.constantValue() instanceof Number
              || constant.constantValue() instanceof String);
      case ConstantInstruction _,
          LoadInstruction _,
          StoreInstruction _,
          StackInstruction _,
          IncrementInstruction _,
          ConvertInstruction _,
          BranchInstruction _,
          TableSwitchInstruction _,
          LookupSwitchInstruction _,
          ReturnInstruction _,
          NopInstruction _ ->
          false;
      case OperatorInstruction operator ->
          switch (operator.opcode()) {
            case IDIV, IREM, LDIV, LREM, ARRAYLENGTH -> true;
            default -> false;
          };
      default -> instruction.opcode() != Opcode.MONITOREXIT;
    };
  }
}
