package dev.molt.weave;

import static java.lang.classfile.ClassFile.ACC_PRIVATE;
import static java.lang.classfile.ClassFile.ACC_PROTECTED;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;

import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodBuilder;
import java.lang.classfile.MethodElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.PermittedSubclassesAttribute;
import java.util.ArrayList;
import java.util.List;

/**
 * Rewrites the classes of a module version when they are defined: polls, late binding, access
 * across loaders. What is woven where is said in the package's description; by which names the
 * woven code calls the runtime, in {@link BootstrapNames}.
 *
 * <p>Pure, and of any thread. One weaver serves one batch of modules, for as long as its {@link
 * ModuleNames} answer the same.
 */
public final class Weaver {
  private static final ClassFile CLASS_FILE =
      ClassFile.of(
          ClassFile.StackMapsOption.DROP_STACK_MAPS,
          ClassFile.DeadCodeOption.KEEP_DEAD_CODE,
          ClassFile.DeadLabelsOption.DROP_DEAD_LABELS);

  private final Members members;
  private final BootstrapNames bootstraps;

  public Weaver(ModuleNames names) {
    this(names, BootstrapNames.RUNTIME);
  }

  /** For tests: with bootstraps of their own. */
  Weaver(ModuleNames names, BootstrapNames bootstraps) {
    members = new Members(names);
    this.bootstraps = bootstraps;
  }

  /**
   * Weaves one class.
   *
   * @param module the module that it belongs to: the binary name of its top-level type
   * @param classBytes as the compiler wrote them; not woven before
   * @return the class to define, and what a person should know of it
   * @throws IllegalArgumentException the bytes are not a class file of Java 7 or later, or what is
   *     woven in does not fit into the limits of a class file (65,535 constants): the module's
   *     fault, in both cases
   */
  public Woven weave(String module, byte[] classBytes) {
    return Untrusted.read(() -> read(module, classBytes));
  }

  private Woven read(String module, byte[] classBytes) {
    var model = CLASS_FILE.parse(classBytes);
    if (model.majorVersion() < ClassFile.JAVA_7_VERSION) {
      throw new IllegalArgumentException(
          "class file version %d is too old to be woven".formatted(model.majorVersion()));
    }
    return new ClassWeaving(module, model).weave();
  }

  /** One class on its way. */
  private final class ClassWeaving implements ClassTransform {
    private final ClassModel model;
    private final String module;
    private final ClassShape shape;
    private final ClassFacts facts;
    private final LateBinding lateBinding;
    private final Bridges bridges;
    private final FunBinding funBinding;

    /** This weaving's own. */
    private final List<WeaveNote> notes = new ArrayList<>();

    ClassWeaving(String module, ClassModel model) {
      this.model = model;
      this.module = module;
      shape = ClassShape.of(model);
      members.learn(shape);
      facts = new ClassFacts(model);
      lateBinding = new LateBinding(shape.name(), module, members);
      bridges = new Bridges(shape, bootstraps);
      funBinding = new FunBinding(lateBinding, members, bridges, bootstraps);
    }

    Woven weave() {
      return new Woven(CLASS_FILE.transformClass(model, this), notes);
    }

    @Override
    public void accept(ClassBuilder type, ClassElement element) {
      switch (element) {
        case AccessFlags flags -> type.withFlags(flags.flagsMask() | ACC_PUBLIC);
        case MethodModel method -> type.transformMethod(method, (b, e) -> method(b, e, method));
        case PermittedSubclassesAttribute permitted when reachesAbroad(permitted) -> {}
        default -> type.with(element);
      }
    }

    /** The JVM allows a sealed type and its subtypes only in one loader's unnamed module. */
    private boolean reachesAbroad(PermittedSubclassesAttribute permitted) {
      return !permitted.permittedSubclasses().stream()
          .allMatch(subclass -> module.equals(members.moduleOf(subclass.asInternalName())));
    }

    private void method(MethodBuilder builder, MethodElement element, MethodModel method) {
      switch (element) {
        case AccessFlags flags when method.methodName().equalsString("<init>") ->
            builder.withFlags(flags.flagsMask() & ~(ACC_PRIVATE | ACC_PROTECTED) | ACC_PUBLIC);
        case CodeAttribute code -> {
          var plan =
              MethodPlan.of(method, code, facts, lateBinding, funBinding, new MethodNotes(method));
          if (plan.polls().leftOut() > 0) {
            notes.add(
                new WeaveNote.FewerPolls(
                    className(), ClassFacts.key(method), plan.polls().leftOut()));
          }
          builder.transformCode(
              code,
              CodeTransform.ofStateful(() -> new MethodWeaver(code, plan, bridges, bootstraps)));
        }
        default -> builder.with(element);
      }
    }

    @Override
    public void atEnd(ClassBuilder type) {
      bridges.addTo(type);
      Doors.of(shape, members).forEach(door -> Doors.add(type, shape, door));
    }

    private String className() {
      return MemberUse.binaryName(shape.name());
    }

    private final class MethodNotes implements FunBinding.Notes {
      private final MethodModel method;

      MethodNotes(MethodModel method) {
        this.method = method;
      }

      @Override
      public void plainFun() {
        notes.add(new WeaveNote.PlainFun(className(), ClassFacts.key(method)));
      }

      @Override
      public void unreadableReference() {
        notes.add(new WeaveNote.UnreadableReference(className(), ClassFacts.key(method)));
      }
    }
  }
}
