package dev.molt.weave;

import dev.molt.weave.Replacement.Door;
import dev.molt.weave.Replacement.Exit;
import dev.molt.weave.Replacement.Keep;
import dev.molt.weave.Replacement.Site;
import java.lang.classfile.Attributes;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.StackMapFrameInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.UninitializedVerificationTypeInfo;
import java.lang.classfile.attribute.StackMapFrameInfo.VerificationTypeInfo;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.LocalVariable;
import java.lang.classfile.instruction.LocalVariableType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the code of one method anew, as its plan says. One for each time that it is written. */
final class MethodWeaver implements CodeTransform {
  private final CodeAttribute original;
  private final MethodPlan plan;
  private final Bridges bridges;
  private final BootstrapNames bootstraps;

  /** Where the polls of handlers end, by number. Filled when the exception table goes by. */
  private final Map<Integer, Label> pollEnds = new HashMap<>();

  /** Where the {@code new} after a poll is now, by number. */
  private final Map<Integer, Label> moved = new HashMap<>();

  private @Nullable Label start;
  private int number;

  MethodWeaver(
      CodeAttribute original, MethodPlan plan, Bridges bridges, BootstrapNames bootstraps) {
    this.original = original;
    this.plan = plan;
    this.bridges = bridges;
    this.bootstraps = bootstraps;
  }

  /** A poll at the start stands before all labels, so within no {@code try} and in no loop. */
  @Override
  public void atStart(CodeBuilder code) {
    if (!plan.polls().atStart()) return;
    start = code.newBoundLabel();
    for (var element : original) {
      if (element instanceof LineNumber line) {
        code.lineNumber(line.line());
        break;
      }
    }
    poll(code);
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    switch (element) {
      case Instruction instruction -> instruction(code, instruction);
      case ExceptionCatch range -> range(code, range);
      case LocalVariable variable when beginsAtStart(variable.startScope()) ->
          code.with(
              LocalVariable.of(
                  variable.slot(),
                  variable.name(),
                  variable.type(),
                  startLabel(),
                  variable.endScope()));
      case LocalVariableType variable when beginsAtStart(variable.startScope()) ->
          code.with(
              LocalVariableType.of(
                  variable.slot(),
                  variable.name(),
                  variable.signature(),
                  startLabel(),
                  variable.endScope()));
      default -> code.with(element);
    }
  }

  /** So that a debugger that stops at the method's first line sees its parameters. */
  private boolean beginsAtStart(Label scope) {
    return start != null && original.labelToBci(scope) == 0;
  }

  private Label startLabel() {
    if (start == null) throw new IllegalStateException("no poll at the start");
    return start;
  }

  private void instruction(CodeBuilder code, Instruction instruction) {
    if (plan.polls().before().get(number)) {
      poll(code);
      var end = pollEnds.get(number);
      if (end != null) code.labelBinding(end);
      moved.put(number, code.newBoundLabel());
    }
    var site = plan.funs().get(number);
    if (site != null) {
      code.invokedynamic(site);
    } else {
      access(code, instruction, plan.replacements().get(number));
    }
    number++;
  }

  private void access(
      CodeBuilder code, Instruction instruction, @Nullable Replacement replacement) {
    if (replacement == null) {
      code.with(instruction);
      return;
    }
    if (plan.polls().bridged() && replacement.growth() > 0) {
      bridges.call(code, replacement);
      return;
    }
    switch (replacement) {
      case Keep _ -> code.with(instruction);
      case Site site -> site.emit(code, bootstraps);
      case Door door -> door.emit(code);
      case Exit exit -> exit.emit(code, bootstraps);
    }
  }

  private void poll(CodeBuilder code) {
    code.invokedynamic(bootstraps.poll(plan.data()));
  }

  /** Leaves out of a range the polls from which its handler would be a way back. */
  private void range(CodeBuilder code, ExceptionCatch range) {
    var flow = plan.flow();
    var handler = flow.number(range.handler());
    var end = flow.number(range.tryEnd());
    var from = range.tryStart();
    var first = Math.max(flow.number(from), handler);
    var handlers = plan.polls().handlers();
    for (var at = handlers.nextSetBit(first); at >= 0 && at < end; ) {
      if (at > flow.number(range.tryStart())) {
        code.with(ExceptionCatch.of(range.handler(), from, handlerLabel(at), range.catchType()));
      }
      from = pollEnds.computeIfAbsent(at, _ -> code.newLabel());
      at = handlers.nextSetBit(at + 1);
    }
    code.with(ExceptionCatch.of(range.handler(), from, range.tryEnd(), range.catchType()));
  }

  private Label handlerLabel(int number) {
    return original.exceptionHandlers().stream()
        .map(ExceptionCatch::handler)
        .filter(label -> plan.flow().number(label) == number)
        .findFirst()
        .orElseThrow();
  }

  /** The compiler's frames: nothing that was woven in changes a type where code flows together. */
  @Override
  public void atEnd(CodeBuilder code) {
    original
        .findAttribute(Attributes.stackMapTable())
        .ifPresent(
            frames ->
                code.with(
                    StackMapTableAttribute.of(
                        frames.entries().stream().map(this::frame).toList())));
  }

  private StackMapFrameInfo frame(StackMapFrameInfo frame) {
    return StackMapFrameInfo.of(frame.target(), types(frame.locals()), types(frame.stack()));
  }

  private List<VerificationTypeInfo> types(List<VerificationTypeInfo> types) {
    return types.stream().map(this::type).toList();
  }

  /** An object not yet initialised is named by its {@code new}, which a poll may have moved. */
  private VerificationTypeInfo type(VerificationTypeInfo type) {
    if (!(type instanceof UninitializedVerificationTypeInfo uninitialized)) return type;
    var label = moved.get(plan.flow().number(uninitialized.newTarget()));
    return label == null ? type : UninitializedVerificationTypeInfo.of(label);
  }
}
