%% Operations on gen_servers, and system messages.
-module(server_ops).
-export([run/1, is_server/1, system/2]).

run(["spawn", P, M, "server"]) -> started(P, server, gen_server:start(list_to_atom(M), [], []));
run(["spawn", P, M, "server_busy"]) ->
    case started(P, server_busy, gen_server:start(list_to_atom(M), [], [])) of
        "ok" -> run(["block", P]);
        Text -> Text
    end;
run(["ping", P]) ->
    system(P, fun(Pid) ->
        {Version, Count} = gen_server:call(Pid, ping, driver:patience()),
        text:of_value(Version) ++ "/" ++ text:of_value(Count)
    end);
run(["block", P]) ->
    case book:pid(P) of
        none -> put({caller, P}, "exit noproc");
        Pid ->
            erase({caller, P}),
            Driver = self(),
            spawn(fun() -> Driver ! {caller, P, call_for_ever(Pid)} end)
    end,
    "ok";
run(["unblock", P]) -> process_ops:post(P, unblock);
run(["caller", P]) ->
    case get({caller, P}) of
        undefined -> receive {caller, P, Result} -> put({caller, P}, Result), Result after 0 -> "pending" end;
        Result -> Result
    end;
run(["suspend", P]) -> plain(P, fun(Pid) -> sys:suspend(Pid, driver:patience()) end);
run(["resume", P]) -> plain(P, fun(Pid) -> sys:resume(Pid, driver:patience()) end);
run(["get_state", P]) -> system(P, fun(Pid) -> state(sys:get_state(Pid, driver:patience())) end);
run(["replace_state", P, "crash"]) -> replace_state(P, fun(_) -> error(boom) end);
run(["replace_state", P, Count]) ->
    replace_state(P, fun({state, _, Tag}) -> {state, list_to_integer(Count), Tag} end);
run(["change_code", P, M, Old, Extra]) ->
    system(P, fun(Pid) ->
        changed(sys:change_code(Pid, list_to_atom(M), old(Old), list_to_atom(Extra), driver:patience()))
    end);
run(["stat", P, "get"]) ->
    system(P, fun(Pid) ->
        case sys:statistics(Pid, get, driver:patience()) of
            {ok, no_statistics} -> "none";
            {ok, Figures} ->
                #{messages_in := In, messages_out := Out} = maps:from_list(Figures),
                "in=" ++ text:of_value(In) ++ " out=" ++ text:of_value(Out)
        end
    end);
run(["stat", P, OnOff]) -> plain(P, fun(Pid) -> sys:statistics(Pid, OnOff =:= "on", driver:patience()) end);
run(["stop", P, R]) -> plain(P, fun(Pid) -> gen_server:stop(Pid, list_to_atom(R), driver:patience()) end);
run(_) -> unknown.

is_server(Kind) -> lists:member(Kind, [server, server_busy, tcp_active_server]).

started(P, Kind, {ok, Pid}) ->
    book:track(P, Pid, Kind),
    "ok";
started(P, Kind, {error, Reason}) ->
    book:failed(P, Kind),
    "error " ++ text:symbol(Reason).

call_for_ever(Pid) ->
    try "ok " ++ text:of_value(gen_server:call(Pid, block, infinity))
    catch exit:Reason -> "exit " ++ text:symbol(Reason)
    end.

%% A call that exits with its own name around the reason, or with the bare reason.
system(P, Call) ->
    case book:pid(P) of
        none -> "noproc";
        Pid ->
            try Call(Pid)
            catch
                error:{callback_failed, _, _} -> "callback_failed";
                exit:{Reason, {_, _, _}} -> ended(Reason);
                exit:Reason -> ended(Reason)
            end
    end.

plain(P, Call) -> system(P, fun(Pid) -> text:of_value(Call(Pid)) end).

ended(noproc) -> "noproc";
ended(timeout) -> "timeout";
ended(Reason) -> "exit " ++ text:symbol(Reason).

replace_state(P, Replace) ->
    system(P, fun(Pid) -> state(sys:replace_state(Pid, Replace, driver:patience())) end).

state({state, Count, Tag}) -> text:of_value(Count) ++ ":" ++ tag(Tag).

tag(none) -> "none";
tag({{down, Old}, Extra, Version}) -> "down:" ++ tag({Old, Extra, Version});
tag({Old, Extra, Version}) -> lists:append(lists:join("/", [text:of_value(Each) || Each <- [Old, Extra, Version]])).

old("down:" ++ Version) -> {down, list_to_integer(Version)};
old(Version) -> list_to_integer(Version).

changed(ok) -> "ok";
changed({error, {unknown_system_msg, _}}) -> "error unknown_system_msg";
changed({error, {'EXIT', Reason}}) -> "error crash " ++ text:symbol(Reason);
changed({error, {error, Reason}}) -> "error " ++ text:of_value(Reason);
changed({error, Bad}) -> "error bad_return " ++ text:of_value(Bad).
