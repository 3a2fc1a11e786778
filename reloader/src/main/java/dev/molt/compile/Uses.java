package dev.molt.compile;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.UnionType;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/**
 * The top-level types that a source uses, as javac knows them after attribution: of every name and
 * of every expression, inlined constants and types of values that are only handed on included. What
 * decides a call are all methods of that name, so the types of their parameters count too.
 *
 * <p>Names of the JDK's {@code java.} packages are left out: they do not change.
 */
final class Uses {
  private final Trees trees;
  private final Set<String> names = new HashSet<>();
  private final Set<TypeMirror> seenTypes = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Element> seenElements = Collections.newSetFromMap(new IdentityHashMap<>());

  Uses(Trees trees) {
    this.trees = trees;
  }

  Set<String> names() {
    return names;
  }

  /** Adds what the imports and the package's annotations use. */
  void addHead(CompilationUnitTree unit) {
    var scanner = new Scanner();
    for (var one : unit.getImports()) scanner.scan(new TreePath(new TreePath(unit), one), null);
    if (unit.getPackage() != null)
      for (var annotation : unit.getPackage().getAnnotations())
        scanner.scan(new TreePath(new TreePath(unit), annotation), null);
  }

  /** Adds what a class and all that is nested in it use. */
  void addClass(CompilationUnitTree unit, ClassTree tree) {
    new Scanner().scan(new TreePath(new TreePath(unit), tree), null);
  }

  private final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
      super.scan(tree, nothing);
      if (tree instanceof ExpressionTree && getCurrentPath() != null)
        add(new TreePath(getCurrentPath(), tree));
      return null;
    }
  }

  private void add(TreePath path) {
    addElement(trees.getElement(path));
    addType(trees.getTypeMirror(path));
  }

  private void addElement(@Nullable Element element) {
    if (element == null || !seenElements.add(element)) return;
    addOutermost(element);
    if (!(element instanceof ExecutableElement method)) return;
    addType(method.asType());
    var owner = method.getEnclosingElement();
    if (owner == null) return;
    for (var member : owner.getEnclosedElements())
      if (member instanceof ExecutableElement other
          && other.getSimpleName().equals(method.getSimpleName())) addType(other.asType());
  }

  private void addOutermost(Element element) {
    @Nullable TypeElement outermost = null;
    for (@Nullable Element at = element; at != null; at = at.getEnclosingElement())
      if (at instanceof TypeElement type) outermost = type;
    if (outermost == null) return;
    var name = outermost.getQualifiedName().toString();
    if (!name.startsWith("java.") && !name.isEmpty()) names.add(name);
  }

  /** Whether a switch covers a sealed type is decided by its whole family. */
  private void addPermitted(Element element) {
    if (element instanceof TypeElement type && type.getModifiers().contains(Modifier.SEALED))
      type.getPermittedSubclasses().forEach(this::addType);
  }

  private void addType(@Nullable TypeMirror type) {
    if (type == null || type.getKind().isPrimitive() || !seenTypes.add(type)) return;
    switch (type) {
      case DeclaredType declared when declared.getKind() == TypeKind.DECLARED -> {
        addOutermost(declared.asElement());
        addPermitted(declared.asElement());
        declared.getTypeArguments().forEach(this::addType);
        addType(declared.getEnclosingType());
      }
      case ArrayType array -> addType(array.getComponentType());
      case TypeVariable variable -> addType(variable.getUpperBound());
      case WildcardType wildcard -> {
        addType(wildcard.getExtendsBound());
        addType(wildcard.getSuperBound());
      }
      case IntersectionType all -> all.getBounds().forEach(this::addType);
      case UnionType any -> any.getAlternatives().forEach(this::addType);
      case ExecutableType method -> {
        method.getParameterTypes().forEach(this::addType);
        method.getThrownTypes().forEach(this::addType);
        addType(method.getReturnType());
      }
      default -> {}
    }
  }
}
