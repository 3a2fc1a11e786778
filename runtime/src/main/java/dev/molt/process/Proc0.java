package dev.molt.process;

/**
 * A process body that returns nothing: when it returns, its process ends with reason normal. The
 * same difference between method reference and lambda holds as for {@link Fun0}.
 */
@FunctionalInterface
public interface Proc0 extends Fun {
  void run() throws Exception;
}
