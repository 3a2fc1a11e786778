%% Operations on the code server. Those of one/1 can be under way at once, each in a process of its own.
-module(code_ops).
-export([run/1, file/2]).

-define(MODULES, [m1, m2, m3, m4]).

run(["reload", M, Spec]) -> purge(M) ++ " " ++ one(["load", M, Spec]);
run(["c_l", M]) -> purge(M) ++ " " ++ one(["load_file", M]);
run(["install", M, Spec]) ->
    {ok, _} = file:copy(beam(M, Spec), on_path(M)),
    "ok";
run(["install_bad", M]) -> run(["install", M, "bad"]);
run(["uninstall", M]) ->
    _ = file:delete(on_path(M)),
    "ok";
run(["check", P, M]) ->
    text:of_value(case book:pid(P) of
        none -> false;
        Pid -> erlang:check_process_code(Pid, module(M))
    end);
run(["would_die", M]) ->
    text:grouped([{Name, ""} || {Name, Pid, _} <- book:all(), erlang:check_process_code(Pid, module(M))]);
run(["async", A | Words]) ->
    Driver = self(),
    spawn(fun() -> Driver ! {async, A, one(Words)} end),
    "ok";
run(["result", A]) ->
    case get({async, A}) of
        undefined -> receive {async, A, Result} -> put({async, A}, Result), Result after 0 -> "pending" end;
        Result -> Result
    end;
run(["parallel" | Words]) ->
    Begun = [spawn_monitor(fun() -> receive go -> exit({gave, one(Each)}) end end) || Each <- split(Words)],
    [Pid ! go || {Pid, _} <- Begun],
    text:list(lists:sort([receive {'DOWN', Monitor, _, _, {gave, Result}} -> Result end || {_, Monitor} <- Begun]));
run(["finish_onload", M, Result]) ->
    case book:take_on_load(module(M)) of
        none -> "none";
        Pid -> Pid ! {on_load_result, list_to_atom(Result)}, "ok"
    end;
run(["onload_saw"]) ->
    text:list([text:of_value(M) ++ ":" ++ text:of_value(What) || {M, What} <- book:take_saw()]);
run(Words) -> one(Words).

one(["load", M, Spec]) -> text:loaded(code:load_abs(file(module(M), Spec)));
one(["load_same", M]) ->
    Module = module(M),
    case driver:fresh(fun() -> house:value_of(fun() -> Module:spec() end) end) of
        undef -> "error nofile";
        Spec -> one(["load", M, Spec])
    end;
one(["load_bad", M]) -> one(["load", M, "bad"]);
one(["load_wrong", M]) -> one(["load", M, "wrong"]);
one(["load_missing", M]) -> one(["load", M, "missing"]);
one(["load_binary", M, Spec]) ->
    text:loaded(code:load_binary(module(M), beam(M, Spec), bytes(M, Spec)));
one(["load_file", M]) -> text:loaded(code:load_file(module(M)));
one(["ensure_loaded", M]) -> text:loaded(code:ensure_loaded(module(M)));
one(["ensure_modules_loaded" | Ms]) -> text:loaded(code:ensure_modules_loaded([module(M) || M <- Ms]));
one(["atomic_load" | Items]) -> text:loaded(code:atomic_load([item(Item) || Item <- Items]));
one(["purge", M]) -> text:of_value(code:purge(module(M)));
one(["soft_purge", M]) -> text:of_value(code:soft_purge(module(M)));
one(["delete", M]) -> text:of_value(code:delete(module(M)));
one(["is_loaded", M]) -> text:of_value(code:is_loaded(module(M)) =/= false);
one(["module_loaded", M]) -> text:of_value(erlang:module_loaded(module(M)));
one(["check_old", M]) -> text:of_value(erlang:check_old_code(module(M)));
one(["all_loaded"]) -> modules([M || {M, _} <- code:all_loaded()]);
one(["loaded"]) -> modules(erlang:loaded());
one(["module_status", M]) -> text:of_value(code:module_status(module(M)));
one(["modified"]) -> modules(code:modified_modules());
one(["stick", M]) -> ok_of(code:stick_mod(module(M)));
one(["unstick", M]) -> ok_of(code:unstick_mod(module(M)));
one(["is_sticky", M]) -> text:of_value(code:is_sticky(module(M)));
one(["call", M]) -> call(module(M), version);
one(["call_even", M]) -> call(module(M), even);
one(_) -> unknown.

purge(M) ->
    Purged = one(["purge", M]),
    rest:await(),
    Purged.

call(Module, Function) ->
    text:of_value(driver:fresh(fun() -> house:value_of(fun() -> Module:Function() end) end)).

item(Item) ->
    [M, What] = string:split(Item, ":"),
    case What of
        "path" -> module(M);
        _ -> {module(M), beam(M, What), bytes(M, What)}
    end.

split(Words) ->
    case lists:splitwith(fun(Word) -> Word =/= ";" end, Words) of
        {Last, []} -> [Last];
        {First, [_ | Others]} -> [First | split(Others)]
    end.

ok_of(_) -> "ok".

modules(Loaded) -> text:list([atom_to_list(M) || M <- ?MODULES, lists:member(M, Loaded)]).

module(M) ->
    Module = list_to_existing_atom(M),
    true = lists:member(Module, ?MODULES),
    Module.

%% Where the object code of a spec lies, without its extension.
file(Module, Spec) ->
    #{beams := Beams} = persistent_term:get(folders),
    filename:join([Beams, Spec, atom_to_list(Module)]).

beam(M, Spec) -> file(module(M), Spec) ++ ".beam".

bytes(M, Spec) ->
    {ok, Bytes} = file:read_file(beam(M, Spec)),
    Bytes.

on_path(M) ->
    #{path := Path} = persistent_term:get(folders),
    filename:join(Path, M ++ ".beam").
