package dev.molt.code;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A qualified call that has found no function, in the hands of an {@link ErrorHandler}. */
public final class UndefinedCall {
  private final Linkage linkage;
  private final FunctionSite site;
  private final @Nullable Object[] arguments;

  UndefinedCall(Linkage linkage, FunctionSite site, @Nullable Object[] arguments) {
    this.linkage = linkage;
    this.site = site;
    this.arguments = arguments;
  }

  public CodeServer server() {
    return linkage.server();
  }

  public ModuleName module() {
    return site.module();
  }

  public String function() {
    return site.key().name();
  }

  public int arity() {
    return arguments.length;
  }

  public List<@Nullable Object> arguments() {
    return Collections.unmodifiableList(Arrays.asList(arguments));
  }

  /** Whether the current version has the function now. */
  public boolean isDefined() {
    var version = linkage.table().current(site.module());
    return version != null && site.functionIn(version) != null;
  }

  /**
   * Makes the call.
   *
   * @throws Undef if the function is still missing
   * @throws Throwable whatever the function throws
   */
  public @Nullable Object apply() throws Throwable {
    if (!isDefined()) throw undef();
    return site.generic().invokeWithArguments(arguments);
  }

  /** The error, to be thrown. */
  public Undef undef() {
    return linkage.undef(site.module(), site.key().owner(), site.key().name(), arity());
  }
}
