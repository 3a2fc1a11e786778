package dev.molt.interleavings;

import dev.molt.code.AtomicItem;
import dev.molt.code.BatchResult;
import dev.molt.code.CodeServer;
import dev.molt.code.ModuleName;
import dev.molt.code.ObjectCode;
import dev.molt.node.Node;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A node with two modules that are always loaded together, each with a function that tells its
 * version, and a third that calls both. Made once a JVM.
 */
final class TwoModules {
  private static final ClassDesc FIRST = ClassDesc.of("First");
  private static final ClassDesc SECOND = ClassDesc.of("Second");
  private static final MethodTypeDesc INT = MethodTypeDesc.of(ConstantDescs.CD_int);
  private static final MethodTypeDesc LONG = MethodTypeDesc.of(ConstantDescs.CD_long);

  // After the constants that making it needs.
  static final TwoModules HERE = new TwoModules();

  private final CodeServer code;

  // Guarded by this.
  private int version;

  @SuppressWarnings("resource") // the node lives as long as the JVM, which jcstress ends
  private TwoModules() {
    code = Node.open().code();
    loadNext();
    var reader = object("Reader", "both", LONG, TwoModules::callBoth);
    code.load(reader);
  }

  /** Loads both modules in the next version, at one moment. */
  synchronized void loadNext() {
    version++;
    for (var module : List.of("First", "Second")) code.purge(ModuleName.of(module));
    var result = code.atomicLoad(List.of(item("First", version), item("Second", version)));
    if (!(result instanceof BatchResult.AllLoaded))
      throw new IllegalStateException(result.toString());
  }

  /** Reads the first's version, then the second's: how much newer the second's is. */
  int secondIsNewerBy() {
    try {
      var both = (long) Objects.requireNonNull(code.call(ModuleName.of("Reader"), "both"));
      return (int) both - (int) (both >>> 32);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static AtomicItem item(String module, int version) {
    return new AtomicItem.Given(
        object(module, "version", INT, body -> body.loadConstant(version).ireturn()));
  }

  private static ObjectCode object(
      String module, String function, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    var bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(module),
                type1 ->
                    type1
                        .withFlags(ClassFile.ACC_PUBLIC | ClassFile.ACC_SUPER)
                        .withMethodBody(
                            function,
                            type,
                            ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                            body::accept));
    return ObjectCode.of(ModuleName.of(module), Map.of(module, bytes), null);
  }

  private static void callBoth(CodeBuilder body) {
    body.invokestatic(FIRST, "version", INT)
        .i2l()
        .loadConstant(32)
        .lshl()
        .invokestatic(SECOND, "version", INT)
        .i2l()
        .lor()
        .lreturn();
  }
}
