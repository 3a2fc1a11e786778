package dev.molt.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Some thousand classes that know nothing of modules, each of them one. */
final class GuavaTest {
  private static final String USE =
      """
      import com.google.common.collect.*;
      import com.google.common.base.*;
      import com.google.common.cache.*;
      import com.google.common.primitives.*;
      import com.google.common.hash.*;
      import com.google.common.graph.*;
      import com.google.common.math.*;
      import com.google.common.eventbus.*;
      import com.google.common.util.concurrent.*;
      import java.util.*;
      public class Use {
        public static String run() throws Exception {
          var out = new ArrayList<Object>();
          out.add(ImmutableList.of(3, 1, 2).reverse());
          out.add(ImmutableSortedMap.of("b", 2, "a", 1).headMap("b"));
          Multimap<String, Integer> m = MultimapBuilder.treeKeys().arrayListValues().build();
          m.put("x", 1); m.put("x", 2); m.put("y", 3);
          out.add(m);
          out.add(Multimaps.index(List.of("aa", "b", "cc"), String::length));
          out.add(ImmutableSet.copyOf(List.of(1, 2, 2)));
          out.add(Joiner.on("-").withKeyValueSeparator("=").join(Map.of("k", "v")));
          out.add(Splitter.on(',').trimResults().omitEmptyStrings().splitToList(" a, b,,c"));
          var cache = CacheBuilder.newBuilder().maximumSize(10).recordStats().build(CacheLoader.from((String k) -> k + "!"));
          out.add(cache.get("hi")); out.add(cache.get("hi")); out.add(cache.stats().hitCount());
          out.add(Ordering.natural().reverse().sortedCopy(List.of(1, 3, 2)));
          out.add(Hashing.sha256().hashString("x", java.nio.charset.StandardCharsets.UTF_8).toString().substring(0, 8));
          out.add(Hashing.murmur3_128().hashInt(7).toString());
          MutableGraph<Integer> g = GraphBuilder.directed().build();
          g.putEdge(1, 2); g.putEdge(2, 3);
          out.add(Graphs.reachableNodes(g, 1));
          out.add(Graphs.transitiveClosure(g).edges());
          out.add(LongMath.factorial(10));
          out.add(Ints.asList(3, 4));
          out.add(HashBiMap.create(Map.of(1, "one")).inverse());
          Table<Integer, Integer, String> t = HashBasedTable.create(); t.put(1, 2, "z");
          out.add(t.cellSet());
          RangeSet<Integer> r = TreeRangeSet.create(); r.add(Range.closed(1, 5)); r.remove(Range.open(2, 3));
          out.add(r);
          out.add(Lists.partition(List.of(1, 2, 3), 2));
          out.add(Sets.powerSet(Set.of(1)).size());
          out.add(Iterables.concat(List.of(1), List.of(2)));
          var f = Futures.transform(Futures.immediateFuture(1), x -> x + 1, MoreExecutors.directExecutor());
          out.add(f.get());
          var s = SettableFuture.<String>create(); var all = Futures.allAsList(s, Futures.immediateFuture("b")); s.set("a");
          out.add(all.get());
          out.add(MoreObjects.toStringHelper("T").add("a", 1).toString());
          out.add(CharMatcher.inRange('a', 'z').retainFrom("A1b2c"));
          out.add(CaseFormat.LOWER_CAMEL.to(CaseFormat.UPPER_UNDERSCORE, "fooBar"));
          var bus = new EventBus(); var got = new ArrayList<Object>();
          bus.register(new Object() { @Subscribe public void on(String e) { got.add(e); } });
          bus.post("event");
          out.add(got.size());
          out.add(TreeMultiset.create(List.of(2, 1, 2)));
          out.add(MinMaxPriorityQueue.create(List.of(3, 1, 2)).peekLast());
          out.add(EvictingQueue.create(2));
          out.add(Streams.mapWithIndex(List.of("a", "b").stream(), (x, i) -> x + i).toList());
          out.add(ImmutableRangeMap.of(Range.closed(1, 2), "r").get(2));
          out.add(InternersHolder.run());
          return Joiner.on("\\n").join(out);
        }
      }
      class InternersHolder { static Object run() { return Interners.newStrongInterner().intern("i"); } }
      """;

  static byte[] file(String internalName) {
    try (var in = GuavaTest.class.getClassLoader().getResourceAsStream(internalName + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_large_library_does_the_same_when_each_of_its_classes_is_a_module() throws Throwable {
    var world = new World(name -> name.startsWith("com/google/common/"), GuavaTest::file);

    var text = world.load(USE).call("Use", "run");

    assertThat(text).isEqualTo(World.plain("Use", "run", USE));
    assertThat(text.toString().lines()).hasSizeGreaterThan(30);
    assertThat(world.notes).isEmpty();
  }
}
