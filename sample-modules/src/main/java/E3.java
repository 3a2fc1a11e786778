import dev.molt.code.Code;
import dev.molt.code.CompileResult;
import dev.molt.process.Next;
import dev.molt.process.Process;

/**
 * The experiment that all of this began with: a process in a loop, and a module that is compiled,
 * purged and loaded under its feet.
 *
 * <pre>
 * molt call E3 msg          prints bb
 * edit "bb", save           msg still prints bb: the process runs the old version now
 * molt call E3 switchCode   makes it go on in the current version
 * molt call E3 msg          prints what you wrote
 * </pre>
 *
 * <p>Saved twice without a switch between, the process is killed: the first save makes the version
 * that it runs the old one, and the second purges the old one. {@code molt call E3 start} starts it
 * again.
 */
public final class E3 {
  public static void start() {
    Process.register("e3", Process.spawn(E3::loop));
  }

  public static void switchCode() {
    Process.send("e3", "code_switch");
  }

  public static void msg() {
    Process.send("e3", "msg");
  }

  /** Only a qualified call reaches the current version: a loop stays where it is. */
  public static Next loop() {
    while (true) {
      if (Process.receive().equals("code_switch")) return Next.call(E3::loop);
      System.out.println("bb");
    }
  }

  /** Compiles this module, purges its old version and loads the new one, as a save does. */
  public static CompileResult compile() {
    return Code.compile("E3");
  }
}
