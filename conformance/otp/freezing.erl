%% Suspending processes, also before they have begun.
-module(freezing).
-export([spawn_frozen/2, freeze/1, thaw/1]).

-define(TRIES, 1000).

%% A process that is suspended before its first instruction. Somebody else may be quicker: what has
%% waited, or is anywhere but at the very beginning, is thrown away.
spawn_frozen(Module, Body) -> spawn_frozen(Module, Body, ?TRIES).

spawn_frozen(_, _, 0) -> exit(cannot_be_frozen_in_time);
spawn_frozen(Module, Body, Tries) ->
    erlang:yield(),
    Pid = spawn_opt(Module, Body, [], [{priority, low}]),
    Suspended = try erlang:suspend_process(Pid) catch error:badarg -> false end,
    case Suspended andalso erlang:process_info(Pid, reductions) of
        {reductions, Few} when Few < 3 -> Pid;
        _ ->
            exit(Pid, kill),
            spawn_frozen(Module, Body, Tries - 1)
    end.

freeze(Pid) -> or_noproc(fun() -> erlang:suspend_process(Pid) end).
thaw(Pid) -> or_noproc(fun() -> erlang:resume_process(Pid) end).

or_noproc(Do) -> try Do(), "ok" catch error:badarg -> "noproc" end.
