package dev.molt.conformance.generate;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a process runs, and what may be done with it. */
enum Body {
  LOCAL_LOOP(9, Trait.ANSWERS, Trait.ACTS, Trait.ASKED, Trait.SWITCHES, Trait.FREEZES),
  TRAP_LOOP(3, Trait.ANSWERS, Trait.ACTS, Trait.ASKED, Trait.SWITCHES, Trait.FREEZES, Trait.HEARS),
  QUALIFIED_LOOP(5, Trait.ANSWERS, Trait.ASKED, Trait.FREEZES),
  WAIT_TAIL(1, Trait.RETURNS),
  WAIT_NONTAIL(1, Trait.RETURNS),
  WAIT_IN_TRY(1, Trait.RETURNS),
  SYS_WAIT_LOCAL_FUN(1, Trait.ANSWERS, Trait.ACTS, Trait.FREEZES),
  SYS_WAIT_EXTERNAL_FUN(1, Trait.ANSWERS, Trait.ACTS, Trait.FREEZES),
  SYS_WAIT_DICT_FUN(1, Trait.ANSWERS, Trait.FREEZES),
  SYS_WAIT_LITERAL(1, Trait.ANSWERS),
  SYS_WAIT_TRACE(1, Trait.ANSWERS),
  SYS_MAP_TAIL(1, Trait.STEPS),
  SYS_MAP_BODY(1, Trait.STEPS),
  HIBERNATE(2, Trait.ANSWERS, Trait.ASKED, Trait.FREEZES),
  CALLER_INTO(2, Trait.ANSWERS, Trait.ACTS, Trait.ASKED, Trait.RETURNS),
  TAIL_INTO(2, Trait.ANSWERS, Trait.ACTS, Trait.ASKED, Trait.RETURNS, Trait.FREEZES),
  SPIN_LOCAL(1, Trait.ANSWERS, Trait.ASKED),
  SPIN_QUALIFIED(1, Trait.ANSWERS, Trait.ASKED),
  TCP_PASSIVE(1, Trait.SOCKET),
  TCP_PASSIVE_TAIL(1, Trait.SOCKET),
  TCP_ACTIVE_LOOP(1, Trait.ANSWERS, Trait.ASKED, Trait.SOCKET),
  TCP_ACTIVE_SERVER(1, Trait.ANSWERS, Trait.SOCKET),
  SERVER(6, Trait.ANSWERS, Trait.ACTS, Trait.FREEZES),
  SERVER_BUSY(1),
  HOLDER(1, Trait.ANSWERS, Trait.ACTS, Trait.FREEZES),
  /** Not spawned by its name: a process that runs a fun. */
  FUN(0, Trait.ANSWERS, Trait.ASKED, Trait.SWITCHES),
  /** Not spawned by its name: a supervisor, or a child of one. */
  FAMILY(0);

  enum Trait {
    /** Handles control requests. */
    ANSWERS,
    /**
     * May own monitors, or trap and have links: the message that tells of a death does not move it
     * to other code.
     */
    ACTS,
    /** Has code of its module to answer {@code ask} and {@code reload_from} with. */
    ASKED,
    SWITCHES,
    FREEZES,
    /** Ends a wait when told to return. */
    RETURNS,
    STEPS,
    SOCKET,
    /** Traps exits from the start. */
    HEARS
  }

  private final int weight;
  private final Set<Trait> traits;

  Body(int weight, Trait... traits) {
    this.weight = weight;
    this.traits = EnumSet.noneOf(Trait.class);
    this.traits.addAll(Set.of(traits));
  }

  int weight() {
    return weight;
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  /** As a case writes it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
