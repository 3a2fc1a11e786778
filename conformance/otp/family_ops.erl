%% Operations on supervisors.
-module(family_ops).
-export([run/1]).

run(["sup", S, Strategy, Intensity, Period | Children]) ->
    Args = {S, list_to_atom(Strategy), list_to_integer(Intensity), list_to_integer(Period), [child(C) || C <- Children]},
    case start(Args) of
        {ok, Pid} ->
            book:track(S, Pid, supervisor),
            "ok";
        {error, {shutdown, {failed_to_start_child, Id, _}}} ->
            book:failed(S, supervisor),
            "error failed_to_start_child " ++ atom_to_list(Id);
        {error, Reason} ->
            book:failed(S, supervisor),
            "error " ++ text:symbol(Reason)
    end;
run(["which_children", S]) ->
    server_ops:system(S, fun(Pid) ->
        text:list(lists:sort([atom_to_list(Id) ++ ":" ++ child_state(Child)
            || {Id, Child, _, _} <- supervisor:which_children(Pid)]))
    end);
run(["starts", Child]) -> integer_to_list(book:starts(Child));
run(["start_child", S, Child]) ->
    manage(S, fun(Pid) -> supervisor:start_child(Pid, house:child_spec(S, child(Child))) end);
run(["terminate_child", S, Id]) -> manage(S, fun(Pid) -> supervisor:terminate_child(Pid, list_to_atom(Id)) end);
run(["restart_child", S, Id]) -> manage(S, fun(Pid) -> supervisor:restart_child(Pid, list_to_atom(Id)) end);
run(["delete_child", S, Id]) -> manage(S, fun(Pid) -> supervisor:delete_child(Pid, list_to_atom(Id)) end);
run(_) -> unknown.

%% A supervisor has to be started by a parent that it is linked to, and that lives as long.
start(Args) ->
    Driver = self(),
    Parent = spawn(fun() ->
        process_flag(trap_exit, true),
        Driver ! {self(), supervisor:start_link(house, Args)},
        receive never -> ok end
    end),
    receive {Parent, Result} -> Result end.

child_state(Pid) when is_pid(Pid) -> "up";
child_state(State) -> atom_to_list(State).

child(Text) ->
    [Id, Module, Body, Restart] = [list_to_atom(Part) || Part <- string:split(Text, ":", all)],
    {Id, Module, Body, Restart}.

manage(S, Call) -> server_ops:system(S, fun(Pid) -> managed(Call(Pid)) end).

managed(ok) -> "ok";
managed({ok, _}) -> "ok";
managed({error, {already_started, _}}) -> "error already_started";
managed({error, Reason}) -> "error " ++ text:symbol(Reason).
