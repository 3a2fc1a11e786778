package dev.molt.rooms;

import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The types that a class file names: in code, in descriptors, in generic signatures and in
 * annotations. A string that looks like a name is none. What javac leaves no trace of (a constant
 * of another class, inlined) cannot be seen here.
 */
final class NamedTypes {
  /** A class in a descriptor or signature; a type variable ({@code TName;}) does not match. */
  private static final Pattern CLASS = Pattern.compile("L([\\w/$]+)(?=[;<.])");

  private final SortedSet<String> names = new TreeSet<>();

  private NamedTypes() {}

  /** Binary names, sorted, that of the class itself included. */
  static SortedSet<String> in(ClassModel model) {
    var types = new NamedTypes();
    types.pool(model);
    types.attributes(model);
    for (var field : model.fields()) {
      types.signature(field.fieldType().stringValue());
      types.attributes(field);
    }
    for (var method : model.methods()) {
      types.signature(method.methodType().stringValue());
      types.attributes(method);
    }
    model
        .findAttribute(Attributes.record())
        .ifPresent(record -> record.components().forEach(types::attributes));
    return types.names;
  }

  private void pool(ClassModel model) {
    for (var entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type -> internalName(type.asInternalName());
        case NameAndTypeEntry member -> signature(member.type().stringValue());
        case MethodTypeEntry type -> signature(type.descriptor().stringValue());
        default -> {}
      }
    }
  }

  private void attributes(AttributedElement element) {
    element
        .findAttribute(Attributes.signature())
        .ifPresent(signature -> signature(signature.signature().stringValue()));
    element
        .findAttribute(Attributes.runtimeVisibleAnnotations())
        .ifPresent(found -> found.annotations().forEach(this::annotation));
    element
        .findAttribute(Attributes.runtimeInvisibleAnnotations())
        .ifPresent(found -> found.annotations().forEach(this::annotation));
    element
        .findAttribute(Attributes.runtimeVisibleTypeAnnotations())
        .ifPresent(found -> found.annotations().forEach(type -> annotation(type.annotation())));
    element
        .findAttribute(Attributes.runtimeInvisibleTypeAnnotations())
        .ifPresent(found -> found.annotations().forEach(type -> annotation(type.annotation())));
  }

  private void annotation(Annotation annotation) {
    signature(annotation.className().stringValue());
  }

  private void internalName(String name) {
    if (name.startsWith("[")) signature(name);
    else names.add(name.replace('/', '.'));
  }

  private void signature(String text) {
    var classes = CLASS.matcher(text);
    while (classes.find()) names.add(classes.group(1).replace('/', '.'));
  }
}
