package dev.molt.compile;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.molt.code.ModuleName;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.constantpool.ClassEntry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the sources of other modules can see of a module, as a hash: as long as it is the same, they
 * need not be compiled again. Bodies, private members and whatever is local to a body are left out;
 * constants, the order of members (it decides that of bridges), permitted subclasses, thrown
 * exceptions and the meaning of annotation types are not.
 *
 * <p>What a module inherits is not in its hash: who changes a supertype changes its subtypes, which
 * {@link Modules} takes into account by {@code supers}.
 *
 * @param hash of what can be seen
 * @param supers the modules that its types extend or implement
 */
record Abi(HashCode hash, Set<String> supers) {

  static Abi of(Collection<ClassModel> classes) {
    var hasher = Hashing.sha256().newHasher();
    var supers = new TreeSet<String>();
    for (var model : classes) {
      var nesting = new Nesting(model);
      if (nesting.isLocal()) continue;
      addHead(hasher, model, nesting);
      model.superclass().ifPresent(type -> supers.add(moduleOf(type)));
      model.interfaces().forEach(type -> supers.add(moduleOf(type)));
      model.fields().forEach(field -> addField(hasher, field));
      model.methods().forEach(method -> addMethod(hasher, method));
    }
    return new Abi(hasher.hash(), Set.copyOf(supers));
  }

  private static String moduleOf(ClassEntry type) {
    return ModuleName.ofClass(type.asInternalName().replace('/', '.')).binaryName();
  }

  private static void addHead(Hasher hasher, ClassModel model, Nesting nesting) {
    add(hasher, "class", model.thisClass().asInternalName());
    hasher.putInt(nesting.flags(model.flags().flagsMask()));
    model.superclass().ifPresent(type -> add(hasher, "extends", type.asInternalName()));
    model.interfaces().forEach(type -> add(hasher, "implements", type.asInternalName()));
    model
        .findAttribute(Attributes.permittedSubclasses())
        .ifPresent(
            permitted ->
                permitted
                    .permittedSubclasses()
                    .forEach(type -> add(hasher, "permits", type.asInternalName())));
    model
        .findAttribute(Attributes.record())
        .ifPresent(
            record -> {
              for (var component : record.components()) {
                add(hasher, component.name().stringValue(), component.descriptor().stringValue());
                addSignature(hasher, component);
              }
            });
    addSignature(hasher, model);
    model
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .ifPresent(
            all -> all.annotations().forEach(one -> add(hasher, "annotated", one.toString())));
  }

  private static void addField(Hasher hasher, FieldModel field) {
    var flags = field.flags().flagsMask();
    if ((flags & (ClassFile.ACC_PRIVATE | ClassFile.ACC_SYNTHETIC)) != 0) return;
    add(hasher, field.fieldName().stringValue(), field.fieldType().stringValue());
    hasher.putInt(flags);
    addSignature(hasher, field);
    field
        .findAttribute(Attributes.constantValue())
        .ifPresent(value -> add(hasher, "=", String.valueOf(value.constant().constantValue())));
  }

  private static void addMethod(Hasher hasher, MethodModel method) {
    var flags = method.flags().flagsMask();
    var hidden = (flags & ClassFile.ACC_SYNTHETIC) != 0 && (flags & ClassFile.ACC_BRIDGE) == 0;
    if ((flags & ClassFile.ACC_PRIVATE) != 0 || hidden) return;
    var name = method.methodName().stringValue();
    if (name.equals("<clinit>")) return;
    add(hasher, name, method.methodType().stringValue());
    hasher.putInt(flags);
    addSignature(hasher, method);
    method
        .findAttribute(Attributes.exceptions())
        .ifPresent(
            thrown ->
                thrown.exceptions().forEach(type -> add(hasher, "throws", type.asInternalName())));
    hasher.putBoolean(method.findAttribute(Attributes.annotationDefault()).isPresent());
  }

  private static void addSignature(Hasher hasher, AttributedElement element) {
    element
        .findAttribute(Attributes.signature())
        .ifPresent(signature -> add(hasher, "<>", signature.signature().stringValue()));
  }

  /** Lengths keep neighbours apart. */
  private static void add(Hasher hasher, String what, String value) {
    hasher.putInt(what.length()).putUnencodedChars(what);
    hasher.putInt(value.length()).putUnencodedChars(value);
  }

  /** How a class is nested, from the table that javac writes into each of its neighbours. */
  private static final class Nesting {
    private final String name;
    private final Map<String, InnerClassInfo> inner = new HashMap<>();

    Nesting(ClassModel model) {
      name = model.thisClass().asInternalName();
      model
          .findAttribute(Attributes.innerClasses())
          .ifPresent(
              all ->
                  new ArrayList<>(all.classes())
                      .forEach(info -> inner.put(info.innerClass().asInternalName(), info)));
    }

    /** Whether it is local to a body, or a member of one that is. */
    boolean isLocal() {
      for (var info = inner.get(name); info != null; ) {
        if (info.outerClass().isEmpty()) return true;
        info = inner.get(info.outerClass().get().asInternalName());
      }
      return false;
    }

    /** As it was declared: the class file's own flags know nothing of private and protected. */
    int flags(int own) {
      var info = inner.get(name);
      return info == null ? own : info.flagsMask();
    }
  }
}
