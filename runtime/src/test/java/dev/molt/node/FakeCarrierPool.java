package dev.molt.node;

/** Carriers that do as they are told. */
final class FakeCarrierPool implements CarrierPool {
  // the test's thread only
  int parallelism = 2;
  int mounted;
  long queued;

  @Override
  public int parallelism() {
    return parallelism;
  }

  @Override
  public int mounted() {
    return mounted;
  }

  @Override
  public long queued() {
    return queued;
  }

  @Override
  public void parallelism(int carriers) {
    parallelism = carriers;
  }

  @Override
  public Canary canary() {
    return _ -> mounted < parallelism;
  }
}
