package dev.molt.compile;

import dev.molt.source.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/**
 * The file manager: long-lived, because it knows what is in the jars of the class path. Modules are
 * found in the table of last good classes, before the class path; classes come out into memory.
 * Guarded by the compiler's lock.
 */
final class ModuleFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
  private final ClassTable table;

  // Guarded by the compiler's lock: what the present run of javac does not see, and gives out.
  private Set<SourceFile> hidden = Set.of();
  private Map<SourceFile, TreeMap<String, Output>> outputs = new HashMap<>();

  ModuleFiles(StandardJavaFileManager standard, ClassTable table) {
    super(standard);
    this.table = table;
  }

  /** Before a run: the sources that it compiles, whose classes must not be seen. */
  void begin(Set<SourceFile> compiled) {
    hidden = Set.copyOf(compiled);
    outputs = new HashMap<>();
  }

  /** After a run: the classes that came out, by source and binary name. */
  Map<SourceFile, Map<String, byte[]>> end() {
    var classes = new HashMap<SourceFile, Map<String, byte[]>>();
    outputs.forEach(
        (file, units) -> {
          var bytes = new TreeMap<String, byte[]>();
          units.forEach((name, unit) -> bytes.put(name, unit.bytes()));
          classes.put(file, bytes);
        });
    hidden = Set.of();
    outputs = new HashMap<>();
    return classes;
  }

  /** The sources whose classes were read since this was last asked. */
  Set<SourceFile> read() {
    return table.read();
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    if (location != StandardLocation.CLASS_PATH)
      return super.list(location, packageName, kinds, recurse);
    // Without this, sources that lie on the class path would be compiled unasked.
    var wanted = EnumSet.noneOf(JavaFileObject.Kind.class);
    wanted.addAll(kinds);
    wanted.remove(JavaFileObject.Kind.SOURCE);
    var found = new ArrayList<JavaFileObject>();
    if (wanted.contains(JavaFileObject.Kind.CLASS)) addModules(packageName, recurse, found);
    if (!wanted.isEmpty()) super.list(location, packageName, wanted, recurse).forEach(found::add);
    return found;
  }

  private void addModules(String packageName, boolean recurse, List<JavaFileObject> found) {
    found.addAll(table.list(packageName, hidden));
    if (!recurse) return;
    var below = packageName.isEmpty() ? "" : packageName + ".";
    for (var name : table.packageNames())
      if (name.startsWith(below) && !name.equals(packageName))
        found.addAll(table.list(name, hidden));
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof ClassUnit unit
        ? unit.binaryName()
        : super.inferBinaryName(location, file);
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a.equals(b) || a.toUri().equals(b.toUri());
  }

  @Override
  public boolean contains(Location location, FileObject file) throws IOException {
    return file instanceof ClassUnit
        ? location == StandardLocation.CLASS_PATH
        : !(file instanceof SourceUnit) && super.contains(location, file);
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling)
      throws IOException {
    if (!(sibling instanceof SourceUnit source) || kind != JavaFileObject.Kind.CLASS)
      throw new IOException("only classes of known sources come out, not " + className);
    var output = new Output(className);
    outputs.computeIfAbsent(source.content().file(), _ -> new TreeMap<>()).put(className, output);
    return output;
  }

  /** A class as it comes out. */
  private static final class Output extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

    Output(String className) {
      super(URI.create("output:///" + Integer.toHexString(className.hashCode())), Kind.CLASS);
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }
  }
}
