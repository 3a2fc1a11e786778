package dev.molt.compile;

import com.sun.source.util.JavacTask;
import java.io.Writer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/**
 * One of javac's contexts, kept from one run to the next by the JDK's own {@code
 * com.sun.tools.javac.api.JavacTaskPool} (the one that jshell uses). It is no public API, so it is
 * reached by name, and only where the JVM was started with {@code
 * --add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED}.
 */
final class TaskPool {
  private static final String POOL = "com.sun.tools.javac.api.JavacTaskPool";

  private final MethodHandle getTask;
  private final Class<?> worker;

  private TaskPool(MethodHandle getTask, Class<?> worker) {
    this.getTask = getTask;
    this.worker = worker;
  }

  /**
   * A context of its own, empty as yet.
   *
   * @return empty where this JDK has none or does not let us have it
   */
  static Optional<TaskPool> open() {
    try {
      var lookup = MethodHandles.lookup();
      var pool = Class.forName(POOL);
      var worker = Class.forName(POOL + "$Worker");
      var make = lookup.findConstructor(pool, MethodType.methodType(void.class, int.class));
      var type =
          MethodType.methodType(
              Object.class,
              Writer.class,
              JavaFileManager.class,
              DiagnosticListener.class,
              Iterable.class,
              Iterable.class,
              Iterable.class,
              worker);
      var getTask = lookup.findVirtual(pool, "getTask", type).bindTo((Object) make.invoke(1));
      return Optional.of(new TaskPool(getTask, worker));
    } catch (Throwable closedToUs) {
      if (closedToUs instanceof VirtualMachineError fatal) throw fatal;
      return Optional.empty();
    }
  }

  /**
   * Runs javac in this context.
   *
   * @param prepare is given the task before it is called
   * @throws IllegalStateException javac failed; the context is not to be used again
   */
  void run(
      JavaFileManager files,
      DiagnosticListener<JavaFileObject> listener,
      List<String> options,
      Iterable<? extends JavaFileObject> units,
      Consumer<JavacTask> prepare) {
    Work work =
        task -> {
          prepare.accept(task);
          return task.call();
        };
    try {
      var handle =
          MethodHandles.lookup()
              .bind(work, "with", MethodType.methodType(Object.class, JavacTask.class));
      var given = MethodHandleProxies.asInterfaceInstance(worker, handle);
      Object done =
          getTask.invoke(Writer.nullWriter(), files, listener, options, null, units, given);
      if (done == null) throw new IllegalStateException("javac gave no answer");
    } catch (Throwable failed) {
      if (failed instanceof VirtualMachineError fatal && !(failed instanceof StackOverflowError))
        throw fatal;
      throw new IllegalStateException("javac failed in a context that was kept", failed);
    }
  }

  /** What is done with a task while the context is ours. */
  interface Work {
    Object with(JavacTask task);
  }
}
