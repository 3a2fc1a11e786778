package dev.molt.weave;

import dev.molt.weave.Replacement.Keep;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DynamicCallSiteDesc;
import java.util.HashMap;
import java.util.Map;

/**
 * All that is decided of one method.
 *
 * @param data whether its polls are those of data
 * @param replacements of accesses that do not stay, by number
 * @param funs what stands in the place of an {@code invokedynamic}, by number
 */
record MethodPlan(
    Flow flow,
    PollPlan polls,
    boolean data,
    Map<Integer, Replacement> replacements,
    Map<Integer, DynamicCallSiteDesc> funs) {

  static MethodPlan of(
      MethodModel method,
      CodeAttribute code,
      ClassFacts facts,
      LateBinding lateBinding,
      FunBinding funBinding,
      FunBinding.Notes notes) {
    var flow = new Flow(code);
    Map<Integer, Replacement> replacements = new HashMap<>();
    Map<Integer, DynamicCallSiteDesc> funs = new HashMap<>();
    for (var i = 0; i < flow.instructions().size(); i++) {
      var instruction = flow.instructions().get(i);
      if (instruction instanceof InvokeDynamicInstruction indy) {
        var number = i;
        funBinding.replace(indy, notes).ifPresent(site -> funs.put(number, site));
      } else {
        var replacement = replacement(instruction, lateBinding);
        if (!(replacement instanceof Keep)) replacements.put(i, replacement);
      }
    }
    var growth = replacements.values().stream().mapToInt(Replacement::growth).sum();
    var polls = PollPlan.of(flow, code.codeLength(), growth, facts.pollsAtStart(method, flow));
    return new MethodPlan(flow, polls, ClassFacts.isData(method), replacements, funs);
  }

  private static Replacement replacement(Instruction instruction, LateBinding lateBinding) {
    return switch (instruction) {
      case InvokeInstruction invoke -> lateBinding.replace(MemberUse.of(invoke));
      case FieldInstruction access -> lateBinding.replace(MemberUse.of(access));
      default -> new Keep();
    };
  }
}
