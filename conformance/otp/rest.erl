%% When a node has come to rest.
%%
%% The schedulers know best: a message, an exit signal or a restart on its way makes somebody active.
%% Their counts are not taken at one instant, so several pictures in a row must be at rest and equal.
%% A process that dies is in nobody's list any more, but still in the table until it has told all its
%% links and monitors: then the table holds more than the list.
-module(rest).
-export([await/0]).

-define(PICTURES, 3).
-define(LIMIT_MS, 20000).

await() ->
    Spinning = [{Pid, rounds(Pid)} || {_, Pid, Kind} <- book:all(), Kind =:= spin_local orelse Kind =:= spin_qualified],
    await(Spinning, none, 0, erlang:monotonic_time(millisecond) + ?LIMIT_MS).

await(_, _, ?PICTURES, _) -> ok;
await(Spinning, Before, Equal, Until) ->
    timer:sleep(1),
    case picture(Spinning) of
        busy ->
            erlang:monotonic_time(millisecond) < Until orelse exit(does_not_come_to_rest),
            await(Spinning, none, 0, Until);
        Before -> await(Spinning, Before, Equal + 1, Until);
        Picture -> await(Spinning, Picture, 1, Until)
    end.

picture(Spinning) ->
    Spun = [Pid || {Pid, Rounds} <- Spinning, has_spun(Pid, Rounds)],
    Active = erlang:statistics(total_active_tasks_all),
    Pids = processes(),
    Complete = erlang:system_info(process_count) =:= length(Pids),
    Seen = [{Pid, erlang:process_info(Pid, [status, message_queue_len, current_function])}
            || Pid <- Pids, Pid =/= self(), not lists:keymember(Pid, 1, Spinning)],
    Quiet = length(Spun) =:= length(Spinning)
        andalso Complete
        andalso Active =< 1 + length(Spinning)
        andalso lists:all(fun at_rest/1, Seen),
    case Quiet of
        true -> Seen;
        false -> busy
    end.

at_rest({_, [{status, Status} | _]}) -> Status =:= waiting orelse Status =:= suspended;
at_rest({_, undefined}) -> false.

%% Two rounds, because one may have been under way.
has_spun(Pid, Before) ->
    case erlang:process_info(Pid, status) of
        {status, suspended} -> true;
        undefined -> true;
        _ -> rounds(Pid) >= Before + 2
    end.

rounds(Pid) ->
    case ets:lookup(rounds, Pid) of
        [{_, Rounds}] -> Rounds;
        [] -> 0
    end.
