package dev.molt.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map in order of insertion that costs next to nothing while it holds one entry, as nearly all
 * links and monitors of a million processes do. Not for several threads.
 */
final class SmallMap<K, V> {
  private @Nullable K onlyKey;
  private @Nullable V onlyValue;
  private @Nullable LinkedHashMap<K, V> more;

  void put(K key, V value) {
    if (more != null) {
      more.put(key, value);
    } else if (onlyKey == null || onlyKey.equals(key)) {
      onlyKey = key;
      onlyValue = value;
    } else {
      more = new LinkedHashMap<>();
      if (onlyValue != null) more.put(onlyKey, onlyValue);
      more.put(key, value);
      onlyKey = null;
      onlyValue = null;
    }
  }

  @Nullable V get(K key) {
    if (more != null) return more.get(key);
    return key.equals(onlyKey) ? onlyValue : null;
  }

  @Nullable V remove(K key) {
    if (more != null) {
      V removed = more.remove(key);
      if (more.isEmpty()) more = null;
      return removed;
    }
    if (!key.equals(onlyKey)) return null;
    V removed = onlyValue;
    onlyKey = null;
    onlyValue = null;
    return removed;
  }

  boolean isEmpty() {
    return onlyKey == null && more == null;
  }

  void forEach(BiConsumer<? super K, ? super V> action) {
    if (more != null) more.forEach(action);
    else if (onlyKey != null && onlyValue != null) action.accept(onlyKey, onlyValue);
  }

  List<K> keys() {
    List<K> keys = new ArrayList<>();
    forEach((key, value) -> keys.add(key));
    return keys;
  }
}
