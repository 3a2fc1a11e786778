package dev.molt.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSetMultimap;
import dev.molt.code.ModuleName;
import org.junit.jupiter.api.Test;

final class ModuleLayoutTest {
  private static final SourceFile CART = new SourceFile("shop/Cart.java");
  private static final SourceFile E3 = new SourceFile("E3.java");

  @Test
  void a_name_promises_one_module_a_file_and_one_file_a_module() {
    assertThat(ModuleLayout.promisedBy(CART)).contains(new ModuleName("shop.Cart"));
    assertThat(ModuleLayout.promisedBy(E3)).contains(new ModuleName("E3"));
    assertThat(ModuleLayout.promisedFile(new ModuleName("shop.Cart"))).isEqualTo(CART);
    assertThat(ModuleLayout.promisedBy(new SourceFile("shop/package-info.java"))).isEmpty();
    assertThat(ModuleLayout.promisedBy(new SourceFile("module-info.java"))).isEmpty();
  }

  @Test
  void each_top_level_type_of_a_file_is_a_module() {
    var layout =
        ModuleLayout.of(
            ImmutableSetMultimap.of(
                CART, new ModuleName("shop.Cart"),
                CART, new ModuleName("shop.Item"),
                E3, new ModuleName("E3")));
    assertThat(layout.modulesOf(CART))
        .containsExactly(new ModuleName("shop.Cart"), new ModuleName("shop.Item"));
    assertThat(layout.fileOf(new ModuleName("shop.Item"))).contains(CART);
    assertThat(layout.fileOf(new ModuleName("shop.Gone"))).isEmpty();
    assertThat(layout.modules()).hasSize(3);
  }
}
