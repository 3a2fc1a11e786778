%% System code: what the modules of a case call, and where their processes wait when they do not wait
%% in code of their own. Never loaded anew, so a frame of it on a stack is nothing to a purge.
-module(house).
-export([answer/2, value_of/1, reload/2, on_load/3]).
-export([enter/3, enter_fun/1, until_return/0, until_step/0, until_unblocked/0, round_done/0, idle/1]).
-export([control/2, call_fun/1]).
-export([init/1, child_spec/2, start_child/4]).

%% A request carries From, the alias of a monitor: an answer that comes too late goes nowhere.
answer(From, Value) ->
    From ! {From, Value},
    ok.

%% What a call returns, or undef. The fun's own frame is one of the caller's module.
value_of(Call) ->
    try Call() catch error:undef -> undef end.

reload(Module, Spec) ->
    Purged = code:purge(Module),
    {Purged, code:load_abs(code_ops:file(Module, Spec))}.

%% ---- on_load functions ----

on_load(_, ok, _) -> ok;
on_load(_, fail, _) -> not_ok;
on_load(_, crash, _) -> exit(on_load_crash);
on_load(Module, slow, _) ->
    book:on_load_waits(Module, self()),
    receive {on_load_result, Result} -> Result end;
on_load(Module, spawnfail, Loop) ->
    book:track("onload_" ++ atom_to_list(Module), spawn(Loop), local_loop),
    not_ok;
on_load(Module, self, _) -> saw(Module, Module);
on_load(Module, Other, _) -> saw(Module, Other).

saw(Module, Other) ->
    book:on_load_saw(Module, value_of(fun() -> Other:version() end)),
    ok.

%% ---- Where processes begin and wait ----

%% A new process waits until it is watched, and is then in the module by a tail call.
enter(Module, Body, Arguments) ->
    receive go -> apply(Module, Body, Arguments) end.

enter_fun(Fun) ->
    receive go -> Fun() end.

until_return() -> receive {tell, return} -> returned end.
until_step() -> receive {tell, step} -> stepped end.
until_unblocked() -> receive unblock -> unblocked end.

%% A process that never waits has gone through a round.
round_done() -> ets:update_counter(rounds, self(), 1, {self(), 0}).

%% What is held is found by who looks through the process for code, or is not.
idle(Held) ->
    receive
        {ping, From} -> answer(From, show(Held)), idle(Held);
        {run_funs, From} -> answer(From, run_kept()), idle(Held);
        Message when element(1, Message) =/= keep -> control(Message, sys), idle(Held)
    end.

show(nothing) -> sys;
show({call, Fun}) -> call_fun(Fun);
show(call_held) -> call_fun(get(held_fun));
show({literal, {constant, "of", <<"a module">>, [Version]}}) -> {lit, Version};
show({trace, Module, [{Module, sys_wait_trace, 0, _} | _]}) -> trace.

run_kept() ->
    receive {keep, Fun} -> [call_fun(Fun) | run_kept()] after 0 -> [] end.

call_fun(Fun) ->
    try Fun()
    catch
        error:{badfun, _} -> badfun;
        error:undef -> undef;
        _:Reason -> {exit, Reason}
    end.

%% ---- Control requests ----

control({ping, From}, Version) -> answer(From, Version);
control({tell, Word}, _) -> note({word, Word});
control({log, From}, _) -> answer(From, take(fun(_) -> true end));
control({entries, Kind, From}, _) -> answer(From, take(fun(Entry) -> element(1, Entry) =:= Kind end));
control({link, Pid, From}, _) -> link(Pid), answer(From, ok);
control({unlink, Pid, From}, _) -> unlink(Pid), answer(From, ok);
control({trap, On, From}, _) -> process_flag(trap_exit, On), answer(From, ok);
control({monitor, Name, Pid, From}, _) ->
    put({monitor_of, Name}, erlang:monitor(process, Pid)),
    answer(From, ok);
control({demonitor, Name, From}, _) ->
    answer(From, case erase({monitor_of, Name}) of
        undefined -> none;
        Monitor -> erlang:demonitor(Monitor, [flush, info])
    end);
control({spawn_link, Module, Body, From}, _) ->
    answer(From, {spawned, spawn_link(?MODULE, enter, [Module, Body, []])});
control(crash, _) -> error(boom);
control({selfexit, Reason}, _) -> exit(Reason);
control({selfsignal, Reason, From}, _) -> catch exit(self(), Reason), answer(From, ok);
control({'EXIT', Pid, Reason}, _) -> note({exit, Pid, Reason});
control({'DOWN', _, process, Pid, Reason}, _) -> note({down, Pid, Reason});
control(_, _) -> ok.

noted() -> case get(noted) of undefined -> []; Entries -> Entries end.

note(Entry) ->
    put(noted, noted() ++ [Entry]),
    ok.

take(Wanted) ->
    {Taken, Left} = lists:partition(Wanted, noted()),
    put(noted, Left),
    Taken.

%% ---- Supervisors ----

init({Name, Strategy, Intensity, Period, Children}) ->
    Flags = #{strategy => Strategy, intensity => Intensity, period => Period},
    {ok, {Flags, [child_spec(Name, Child) || Child <- Children]}}.

child_spec(Supervisor, {Id, Module, Body, Restart}) ->
    #{id => Id,
      start => {?MODULE, start_child, [Supervisor, Id, Module, Body]},
      restart => Restart,
      shutdown => 200,
      modules => [Module]}.

start_child(Supervisor, Id, Module, server) ->
    case gen_server:start_link(Module, [], []) of
        {ok, Pid} = Started -> book:track(child(Supervisor, Id), Pid, server), Started;
        Other -> Other
    end;
start_child(Supervisor, Id, Module, Body) ->
    Pid = spawn_link(?MODULE, enter, [Module, Body, []]),
    book:track(child(Supervisor, Id), Pid, Body),
    Pid ! go,
    {ok, Pid}.

child(Supervisor, Id) -> Supervisor ++ "/" ++ atom_to_list(Id).
