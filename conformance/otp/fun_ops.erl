%% Operations on funs, which the driver keeps under their names.
-module(fun_ops).
-export([run/1, nowhere/0]).

run(["take_fun", F, M]) -> take(F, M, mk_fun);
run(["take_efun", F, M]) -> take(F, M, mk_efun);
run(["take_loop_fun", F, M]) -> take(F, M, mk_loop_fun);
run(["call_fun", F]) ->
    Fun = kept(F),
    text:of_value(driver:fresh(fun() -> house:call_fun(Fun) end));
run(["same_fun", F, G]) -> text:of_value(kept(F) =:= kept(G));
run(["spawn_fun", P, F]) ->
    Pid = spawn(house, enter_fun, [kept(F)]),
    book:track(P, Pid, 'fun'),
    Pid ! go,
    "ok";
run(["give_fun", P, F]) -> process_ops:post(P, {keep, kept(F)});
run(["run_funs", P]) ->
    case driver:ask(book:pid(P), fun(From) -> {run_funs, From} end) of
        {answer, Values} -> text:list([text:of_value(Value) || Value <- Values]);
        Text -> Text
    end;
run(_) -> unknown.

take(F, M, Maker) ->
    Module = list_to_existing_atom(M),
    case driver:fresh(fun() -> house:value_of(fun() -> Module:Maker() end) end) of
        undef ->
            put({'fun', F}, fun ?MODULE:nowhere/0),
            "undef";
        Fun when is_function(Fun, 0) ->
            put({'fun', F}, Fun),
            "ok"
    end.

kept(F) ->
    Fun = get({'fun', F}),
    true = is_function(Fun, 0),
    Fun.

%% Stands for a fun that could not be had: its call is undef.
nowhere() -> error(undef).
