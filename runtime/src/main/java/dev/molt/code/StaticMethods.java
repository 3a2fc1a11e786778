package dev.molt.code;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The static methods of a class by their names, its own before those of its superclasses. A load
 * looks up each function that anybody calls, and reflection makes all methods anew each time it is
 * asked.
 */
record StaticMethods(Class<?> type, Map<String, List<Method>> byName) {

  static StaticMethods of(Class<?> type) {
    var byName = new HashMap<String, List<Method>>();
    for (Class<?> c = type; c != null; c = c.getSuperclass())
      for (var method : c.getDeclaredMethods())
        if (Modifier.isStatic(method.getModifiers()))
          byName.computeIfAbsent(method.getName(), name -> new ArrayList<>()).add(method);
    return new StaticMethods(type, byName);
  }

  List<Method> named(String name) {
    return byName.getOrDefault(name, List.of());
  }
}
