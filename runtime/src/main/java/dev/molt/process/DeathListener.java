package dev.molt.process;

/**
 * Is told of the end of every process of a node: after its name is free, before its links and
 * monitors are told. Called on the dying process's thread; it must not wait, nor throw.
 */
@FunctionalInterface
public interface DeathListener {
  void died(Death death);
}
