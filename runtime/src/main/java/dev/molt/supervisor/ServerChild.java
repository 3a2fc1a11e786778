package dev.molt.supervisor;

import dev.molt.code.CallbackModule;
import dev.molt.process.Fun0;
import dev.molt.process.Fun1;
import dev.molt.process.Process;
import dev.molt.process.RuntimeCode;
import dev.molt.process.StartResult;
import dev.molt.server.GenServer;
import dev.molt.server.Servers;
import dev.molt.server.StartOptions;
import org.jspecify.annotations.Nullable;

/**
 * The start of a child that is a server, with the argument of its specification or with that of a
 * request. Holds no version of its module.
 *
 * @param type its class, if that has no versions
 * @param module the name of its class
 */
record ServerChild(
    @Nullable Class<? extends GenServer<?>> type,
    String module,
    @Nullable String name,
    @Nullable Object args)
    implements Fun0<StartResult>, Fun1<@Nullable Object, StartResult>, RuntimeCode {

  static ServerChild of(
      Class<? extends GenServer<?>> module, @Nullable String name, @Nullable Object args) {
    var held = CallbackModule.isModuleCode(module) ? null : module;
    return new ServerChild(held, module.getName(), name, args);
  }

  @Override
  public StartResult apply() {
    return apply(args);
  }

  @Override
  public StartResult apply(@Nullable Object given) {
    var servers = new Servers(Process.processes());
    return type != null
        ? servers.startLink(name, type, given, StartOptions.DEFAULT)
        : servers.startLinkNamed(name, module, given, StartOptions.DEFAULT);
  }

  @Override
  public String description() {
    return module + ".startLink";
  }
}
