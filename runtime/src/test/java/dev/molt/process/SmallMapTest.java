package dev.molt.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SmallMapTest {
  @Test
  void it_does_as_a_linked_hash_map_does() {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      SmallMap<Integer, Integer> map = new SmallMap<>();
      Map<Integer, Integer> model = new LinkedHashMap<>();
      for (int step = 0; step < 12; step++) {
        int key = random.nextInt(3);
        if (random.nextInt(3) > 0) {
          map.put(key, step);
          model.put(key, step);
        } else {
          assertThat(map.remove(key)).isEqualTo(model.remove(key));
        }
        assertThat(map.get(key)).isEqualTo(model.get(key));
        assertThat(map.isEmpty()).isEqualTo(model.isEmpty());
        assertThat(map.keys()).containsExactlyElementsOf(model.keySet());
      }
    }
  }
}
