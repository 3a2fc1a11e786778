package dev.molt.interleavings;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Two modules are loaded at one moment while somebody calls one and then the other: who has seen
 * the new version of the first never sees the old one of the second.
 */
@JCStressTest
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "both of one load")
@Outcome(id = "[1-9].*", expect = Expect.ACCEPTABLE, desc = "a load came between")
@Outcome(expect = Expect.FORBIDDEN, desc = "the second is older than the first")
@State
public class LoadedTogether {
  @Actor
  public void load() {
    TwoModules.HERE.loadNext();
  }

  @Actor
  public void call(I_Result result) {
    result.r1 = TwoModules.HERE.secondIsNewerBy();
  }
}
