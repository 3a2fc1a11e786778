package dev.molt.code;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * Tells static initialisers that only make constants, enums and lambdas, and so are sure to come to
 * an end without touching anything, from those that may do anything. Pure; in doubt the latter.
 */
final class InitialiserScan {
  /** All that these do ends, and touches nothing but what it is given. */
  private static final Set<String> HARMLESS =
      Set.of(
          "java/lang/Object",
          "java/lang/Enum",
          "java/lang/Record",
          "java/lang/Boolean",
          "java/lang/Byte",
          "java/lang/Character",
          "java/lang/Short",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Float",
          "java/lang/Double",
          "java/lang/String",
          "java/lang/StringBuilder",
          "java/lang/Math",
          "java/lang/Class",
          "java/math/BigInteger",
          "java/math/BigDecimal",
          "java/nio/file/Path",
          "java/time/Duration",
          "java/util/Objects",
          "java/util/Optional",
          "java/util/List",
          "java/util/Set",
          "java/util/Map",
          "java/util/Arrays",
          "java/util/Collections",
          "java/util/ArrayList",
          "java/util/ArrayDeque",
          "java/util/HashMap",
          "java/util/LinkedHashMap",
          "java/util/TreeMap",
          "java/util/HashSet",
          "java/util/TreeSet",
          "java/util/EnumMap",
          "java/util/EnumSet",
          "java/util/regex/Pattern",
          "java/util/concurrent/ConcurrentHashMap",
          "java/util/concurrent/ConcurrentLinkedQueue",
          "java/util/concurrent/CopyOnWriteArrayList",
          "java/util/concurrent/atomic/AtomicBoolean",
          "java/util/concurrent/atomic/AtomicInteger",
          "java/util/concurrent/atomic/AtomicLong",
          "java/util/concurrent/atomic/AtomicReference",
          "java/util/concurrent/atomic/LongAdder",
          "java/util/concurrent/locks/ReentrantLock");

  private static final Set<String> HARMLESS_BOOTSTRAPS =
      Set.of(
          "java/lang/invoke/LambdaMetafactory",
          "java/lang/invoke/StringConcatFactory",
          "java/lang/runtime/ObjectMethods",
          "java/lang/runtime/SwitchBootstraps");

  /** Who is handed a function may call it. */
  private static final String CALLBACK = "Ljava/util/function/";

  /** What an enum constant has from its superclass and cannot override. */
  private static final Set<String> ENUM_FINALS =
      Set.of("ordinal", "name", "compareTo", "equals", "hashCode", "getDeclaringClass");

  private static final String INITIALISER = "<clinit>()V";

  private record Method(String owner, String nameAndType) {}

  private final Map<String, ClassModel> classes = new HashMap<>();

  /** Methods looked at so far; false also while one is being looked at, for a recursion. */
  private final Map<Method, Boolean> harmless = new HashMap<>();

  private InitialiserScan(SortedMap<String, byte[]> classFiles) {
    classFiles
        .values()
        .forEach(
            bytes -> {
              var model = ClassFile.of().parse(bytes);
              classes.put(model.thisClass().asInternalName(), model);
            });
  }

  /** The classes, by their binary names, whose initialisers may do anything. */
  static Set<String> lazyClasses(SortedMap<String, byte[]> classFiles) {
    var scan = new InitialiserScan(classFiles);
    var lazy = new TreeSet<String>();
    for (var name : scan.classes.keySet())
      if (!scan.initialisesHarmlessly(name)) lazy.add(name.replace('/', '.'));
    return lazy;
  }

  private boolean initialisesHarmlessly(String name) {
    var model = classes.get(name);
    if (model == null) return name.startsWith("java/") || name.startsWith("dev/molt/");
    var isHarmless = !declares(model, INITIALISER) || isHarmless(new Method(name, INITIALISER));
    return isHarmless
        && model.superclass().map(this::initialisesHarmlessly).orElse(true)
        && model.interfaces().stream().allMatch(this::initialisesHarmlessly);
  }

  private boolean initialisesHarmlessly(ClassEntry type) {
    return initialisesHarmlessly(type.asInternalName());
  }

  private static boolean declares(ClassModel model, String nameAndType) {
    return model.methods().stream().anyMatch(method -> nameAndType(method).equals(nameAndType));
  }

  private static String nameAndType(MethodModel method) {
    return method.methodName().stringValue() + method.methodType().stringValue();
  }

  private boolean isHarmless(Method method) {
    var known = harmless.putIfAbsent(method, false);
    if (known != null) return known;
    var owner = classes.get(method.owner);
    if (owner == null) return false;
    var result =
        owner.methods().stream()
            .filter(one -> nameAndType(one).equals(method.nameAndType))
            .flatMap(one -> one.code().stream())
            .findFirst()
            .map(code -> isHarmless(method.owner, code))
            .orElse(false);
    harmless.put(method, result);
    return result;
  }

  private boolean isHarmless(String owner, Iterable<CodeElement> code) {
    var passed = new HashSet<Label>();
    for (var element : code) {
      if (element instanceof LabelTarget target) passed.add(target.label());
      else if (element instanceof Instruction instruction
          && !isHarmless(owner, instruction, passed)) return false;
    }
    return true;
  }

  private boolean isHarmless(String self, Instruction instruction, Set<Label> passed) {
    return switch (instruction) {
      case BranchInstruction jump -> !passed.contains(jump.target());
      case TableSwitchInstruction jump ->
          !passed.contains(jump.defaultTarget())
              && jump.cases().stream().noneMatch(one -> passed.contains(one.target()));
      case LookupSwitchInstruction jump ->
          !passed.contains(jump.defaultTarget())
              && jump.cases().stream().noneMatch(one -> passed.contains(one.target()));
      case MonitorInstruction _ -> false;
      case NewObjectInstruction made ->
          isTouchedHarmlessly(self, made.className().asInternalName());
      case FieldInstruction field -> isTouchedHarmlessly(self, field.owner().asInternalName());
      case InvokeDynamicInstruction site ->
          HARMLESS_BOOTSTRAPS.contains(internalName(site.bootstrapMethod().owner()));
      case InvokeInstruction call -> isHarmless(self, call);
      default -> true;
    };
  }

  /** Whether the class that is touched is initialised by that, and how. */
  private boolean isTouchedHarmlessly(String self, String name) {
    return name.equals(self) || isEnclosed(name) || isOfJdk(name);
  }

  private boolean isEnclosed(String name) {
    return classes.containsKey(name) && initialisesHarmlessly(name);
  }

  private static boolean isOfJdk(String name) {
    return name.startsWith("java/");
  }

  private static String internalName(ClassDesc type) {
    var descriptor = type.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }

  private boolean isHarmless(String self, InvokeInstruction call) {
    var owner = call.owner().asInternalName();
    if (owner.startsWith("[")) return true;
    if (HARMLESS.contains(owner)) return !call.type().stringValue().contains(CALLBACK);
    if (!classes.containsKey(owner) || !isTouchedHarmlessly(self, owner)) return false;
    return switch (call.opcode()) {
      case INVOKESTATIC, INVOKESPECIAL ->
          isHarmless(new Method(owner, call.name().stringValue() + call.type().stringValue()));
      case INVOKEVIRTUAL ->
          ENUM_FINALS.contains(call.name().stringValue()) && isPlainEnum(owner, call);
      default -> false;
    };
  }

  /** Whether the method is that of Enum, and not one of its name with other parameters. */
  private boolean isPlainEnum(String name, InvokeInstruction call) {
    var model = classes.get(name);
    return model != null
        && !declares(model, call.name().stringValue() + call.type().stringValue())
        && model
            .superclass()
            .map(one -> one.asInternalName().equals("java/lang/Enum"))
            .orElse(false);
  }
}
