package dev.molt.interleavings;

import dev.molt.registry.NameTable;
import dev.molt.term.Pid;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Two processes want one name: one gets it, and who asks is told that one. */
@JCStressTest
@Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "the first has it")
@Outcome(id = "false, true, 2", expect = Expect.ACCEPTABLE, desc = "the second has it")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, none, or another one")
@State
public class RegistryRace {
  private final NameTable names = new NameTable();

  @Actor
  public void first(ZZI_Result result) {
    result.r1 = names.put("name", new Pid(0, 1));
  }

  @Actor
  public void second(ZZI_Result result) {
    result.r2 = names.put("name", new Pid(0, 2));
  }

  @Arbiter
  public void after(ZZI_Result result) {
    var pid = names.whereis("name");
    result.r3 = pid == null ? 0 : (int) pid.serial();
  }
}
