package dev.molt.node;

import dev.molt.code.CodeServer;
import dev.molt.process.Process;
import dev.molt.process.ProcessView;
import dev.molt.process.Processes;
import dev.molt.term.ExitReason;
import dev.molt.term.Pid;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A runtime of its own: processes, a code server with its modules, and what keeps them going. Any
 * number of them can live in one JVM; each has its own names and modules, and ends with {@link
 * #close}. Any thread may use it.
 *
 * <p>OTP: a node
 */
public final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);

  /** The next node's number in this JVM: a pid is never another node's. */
  private static final AtomicInteger NEXT = new AtomicInteger();

  private final NodeOptions options;
  private final Processes processes;
  private final CodeServer code;
  private final Optional<CarrierWatch> carriers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Node(NodeOptions options) {
    var number = NEXT.getAndIncrement();
    this.options = options;
    this.processes = new Processes(number);
    this.code = new CodeServer(processes, options.code());
    this.carriers =
        CarrierWatch.start(CarrierBook.ofThisJvm(), "node " + number, options.mostSpareCarriers());
    processes.addDeathListener(new DeathLog());
  }

  public static Node open() {
    return open(NodeOptions.DEFAULT);
  }

  public static Node open(NodeOptions options) {
    return new Node(options);
  }

  /** Its number in this JVM, from 0: the first part of its pids. */
  public int number() {
    return processes.node();
  }

  public Processes processes() {
    return processes;
  }

  public CodeServer code() {
    return code;
  }

  /**
   * Ends all processes and what the node owns, within the time of its options; processes that stay
   * are logged.
   */
  @Override
  public void close() {
    for (var left : close(options.closing())) {
      LOG.warn("node {} is closed, but {} stays: {}", number(), left.pid(), left.status());
    }
  }

  /**
   * Ends all processes and what the node owns. They are asked first, by {@code shutdown} to those
   * that nobody alive has started, so that supervisors can end their children in order; after half
   * of the time, or when all who were asked are gone, the rest is killed.
   *
   * @param patience how long to wait for processes to end
   * @return those that have not ended; the node is closed all the same. Empty the second time
   * @throws IllegalStateException called by a process of this node
   *     <p>OTP: {@code init:stop/0}
   */
  public List<ProcessView> close(Duration patience) {
    if (Process.isProcess() && Process.processes() == processes) {
      throw new IllegalStateException("a process cannot close its own node");
    }
    if (closed.getAndSet(true)) return List.of();
    var started = System.nanoTime();
    shutDown(patience.dividedBy(2));
    var left = processes.close(patience.minusNanos(System.nanoTime() - started));
    code.close();
    carriers.ifPresent(CarrierWatch::close);
    return left;
  }

  private void shutDown(Duration patience) {
    var roots = processes.views().stream().filter(this::isRoot).map(ProcessView::pid).toList();
    var gone = new CountDownLatch(roots.size());
    for (var root : roots) {
      processes.watch(root, _ -> gone.countDown());
      processes.exit(root, ExitReason.SHUTDOWN);
    }
    try {
      if (!gone.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.debug("{} of {} did not heed the shutdown", gone.getCount(), roots.size());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isRoot(ProcessView process) {
    Pid parent = process.parent();
    return parent == null || !processes.isAlive(parent);
  }
}
