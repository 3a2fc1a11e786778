package dev.molt.compile;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A class of a module as javac reads it: its last good bytes. */
final class ClassUnit extends SimpleJavaFileObject {
  private final String binaryName;
  private final byte[] bytes;
  private final Runnable onRead;

  /**
   * @param onRead told each time that somebody reads it
   */
  ClassUnit(String binaryName, byte[] bytes, Runnable onRead) {
    super(URI.create("module:///" + uri(binaryName) + ".class"), Kind.CLASS);
    this.binaryName = binaryName;
    this.bytes = bytes;
    this.onRead = onRead;
  }

  private static String uri(String binaryName) {
    try {
      return new URI(null, null, binaryName.replace('.', '/'), null).toASCIIString();
    } catch (java.net.URISyntaxException e) {
      throw new IllegalArgumentException(binaryName, e);
    }
  }

  String binaryName() {
    return binaryName;
  }

  @Override
  public InputStream openInputStream() {
    onRead.run();
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public boolean isNameCompatible(String simpleName, Kind kind) {
    var last = binaryName.substring(binaryName.lastIndexOf('.') + 1);
    return kind == Kind.CLASS && last.equals(simpleName);
  }
}
