package dev.molt.control;

import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Fits the words of a command line to the parameters of a function, and chooses among functions of
 * one name and arity the one that they fit best: {@code 42} goes to {@code int} rather than to
 * {@code long}, to {@code Object} rather than to {@code String}, but a lone {@code String}
 * parameter takes it as {@code "42"}.
 *
 * <p>Pure; makes no value of a class that is not the JDK's.
 */
public final class Arguments {
  private static final int EXACT = 0;
  private static final int WIDENED = 1;
  private static final int ANY_OBJECT = 2;
  private static final int AS_TEXT = 3;

  private Arguments() {}

  /**
   * How a choice ends.
   *
   * <ul>
   *   <li>{@link Chosen}: the function at {@code index} of those given, called with {@code values}
   *   <li>{@link NoneFits}: a sentence for each function says why not
   *   <li>{@link Ambiguous}: these fit equally well
   * </ul>
   */
  public sealed interface Choice {
    record Chosen(int index, List<Object> values) implements Choice {}

    record NoneFits(List<String> why) implements Choice {}

    record Ambiguous(List<MethodType> types) implements Choice {}
  }

  private record Fit(Object value, int cost) {}

  private record Candidate(int index, List<Object> values, int cost) {}

  /**
   * @param words the arguments as they were typed
   * @param types the functions' types; those of another arity do not fit
   */
  public static Choice choose(List<String> words, List<MethodType> types) {
    List<Candidate> fitting = new ArrayList<>();
    List<String> why = new ArrayList<>();
    for (var i = 0; i < types.size(); i++) {
      var misfit = misfit(words, types.get(i));
      if (misfit != null) why.add(misfit);
      else fitting.add(candidate(i, words, types.get(i)));
    }
    if (fitting.isEmpty()) return new Choice.NoneFits(why);
    var least = fitting.stream().mapToInt(Candidate::cost).min().orElseThrow();
    var best = fitting.stream().filter(c -> c.cost() == least).toList();
    if (best.size() > 1)
      return new Choice.Ambiguous(best.stream().map(c -> types.get(c.index())).toList());
    return new Choice.Chosen(best.getFirst().index(), best.getFirst().values());
  }

  private static @Nullable String misfit(List<String> words, MethodType type) {
    if (words.size() != type.parameterCount())
      return "takes " + type.parameterCount() + " arguments, not " + words.size();
    for (var i = 0; i < words.size(); i++) {
      if (fit(words.get(i), type.parameterType(i)).isEmpty())
        return "argument "
            + (i + 1)
            + ": "
            + words.get(i)
            + " is no "
            + type.parameterType(i).getTypeName();
    }
    return null;
  }

  private static Candidate candidate(int index, List<String> words, MethodType type) {
    List<Object> values = new ArrayList<>();
    var cost = 0;
    for (var i = 0; i < words.size(); i++) {
      var fit = fit(words.get(i), type.parameterType(i)).orElseThrow();
      values.add(fit.value());
      cost += fit.cost();
    }
    return new Candidate(index, values, cost);
  }

  private static Optional<Fit> fit(String word, Class<?> parameter) {
    var literal = Literal.parse(word);
    var type = MethodType.methodType(parameter).wrap().returnType();
    if (type == literal.getClass()) return Optional.of(new Fit(literal, EXACT));
    if (type == String.class) return Optional.of(new Fit(word, AS_TEXT));
    if (literal instanceof Number number
        && Number.class.isAssignableFrom(type)
        && type != Number.class)
      return narrowed(number, type).map(value -> new Fit(value, WIDENED));
    if (type == Character.class && word.length() == 1)
      return Optional.of(new Fit(word.charAt(0), WIDENED));
    if (type.isInstance(literal)) return Optional.of(new Fit(literal, ANY_OBJECT));
    return Optional.empty();
  }

  /** The same number as another type, where nothing of it is lost. */
  private static Optional<Object> narrowed(Number number, Class<?> type) {
    if (type == Double.class) return Optional.of(number.doubleValue());
    if (type == Float.class) return Optional.of(number.floatValue());
    if (number instanceof Double || number instanceof Float) return Optional.empty();
    var value = number.longValue();
    if (type == Long.class) return Optional.of(value);
    if (type == Integer.class && value == (int) value) return Optional.of((int) value);
    if (type == Short.class && value == (short) value) return Optional.of((short) value);
    if (type == Byte.class && value == (byte) value) return Optional.of((byte) value);
    return Optional.empty();
  }
}
