%% Operations on processes: spawning, requests, messages, signals, names.
-module(process_ops).
-export([run/1, post/2]).

-define(ENTERED, ["local_loop", "trap_loop", "qualified_loop", "wait_tail", "wait_nontail", "wait_in_try",
    "sys_wait_local_fun", "sys_wait_external_fun", "sys_wait_dict_fun", "sys_wait_literal", "sys_wait_trace",
    "sys_map_tail", "sys_map_body", "hibernate", "caller_into", "tail_into", "spin_local", "spin_qualified"]).

%% ---- Spawning ----

run(["spawn", P, "-", "holder"]) ->
    begin_at(P, holder, spawn(house, enter, [house, idle, [nothing]]));
run(["spawn", P, M, Body | Others]) ->
    case lists:member(Body, ?ENTERED) of
        true -> begin_at(P, atom(Body), spawn(house, enter, [atom(M), atom(Body), [atom(Other) || Other <- Others]]));
        false -> unknown
    end;
run(["spawn_many", P, Count, M, Body]) ->
    [driver_spawn(P ++ "." ++ integer_to_list(I), M, Body) || I <- lists:seq(1, list_to_integer(Count))],
    "ok";
run(["count_alive", P]) ->
    integer_to_list(length([Pid || {Name, Pid, _} <- book:all(),
        lists:prefix(P ++ ".", Name), is_process_alive(Pid)]));
run(["spawn_link", P, M, Body, Q]) ->
    case request(Q, fun(From) -> {spawn_link, atom(M), atom(Body), From} end) of
        {answer, {spawned, Pid}} -> begin_at(P, atom(Body), Pid);
        Text -> book:failed(P, atom(Body)), Text
    end;
run(["spawn_frozen", P, M, Body]) ->
    book:track(P, freezing:spawn_frozen(atom(M), atom(Body)), atom(Body)),
    "ok";
run(["freeze", P]) -> freezing:freeze(book:pid(P));
run(["thaw", P]) -> freezing:thaw(book:pid(P));

%% ---- Requests ----

run(["ping", P]) ->
    case server_ops:is_server(book:kind(P)) of
        true -> unknown;
        false -> answer(P, fun(From) -> {ping, From} end)
    end;
run(["ask", P, What]) -> answer(P, fun(From) -> {ask, atom(What), From} end);
run(["reload_from", P, Spec]) -> answer(P, fun(From) -> {reload_from, Spec, From} end);
run(["log", P]) -> entries(P, fun(From) -> {log, From} end, fun(Texts) -> Texts end);
run(["exits", P]) -> entries(P, fun(From) -> {entries, exit, From} end, fun lists:sort/1);
run(["downs", P]) -> entries(P, fun(From) -> {entries, down, From} end, fun lists:sort/1);
run(["link", P, Q]) -> with(Q, fun(Pid) -> answer(P, fun(From) -> {link, Pid, From} end) end);
run(["unlink", P, Q]) -> with(Q, fun(Pid) -> answer(P, fun(From) -> {unlink, Pid, From} end) end);
run(["trap", P, OnOff]) -> answer(P, fun(From) -> {trap, OnOff =:= "on", From} end);
run(["monitor", P, Q]) -> with(Q, fun(Pid) -> answer(P, fun(From) -> {monitor, Q, Pid, From} end) end);
run(["demonitor", P, Q]) -> answer(P, fun(From) -> {demonitor, Q, From} end);
run(["selfsignal", P, R]) -> answer(P, fun(From) -> {selfsignal, atom(R), From} end);

%% ---- Messages and signals ----

run(["tell", P, Word]) -> post(P, {tell, atom(Word)});
run(["switch", P]) -> post(P, switch);
run(["crash", P]) -> post(P, crash);
run(["selfexit", P, R]) -> post(P, {selfexit, atom(R)});
run(["burst", P | Words]) -> if_alive(P, fun(Pid) -> [burst(Pid, Word) || Word <- Words] end);
run(["exit", P, R]) -> if_alive(P, fun(Pid) -> exit(Pid, atom(R)) end);
run(["nap", P]) -> if_alive(P, fun(Pid) -> gen_server:cast(Pid, nap) end);

%% ---- Observers ----

run(["alive", P]) -> text:of_value(is_alive(book:pid(P)));
run(["queue", P]) ->
    case book:pid(P) of
        none -> "noproc";
        Pid ->
            case erlang:process_info(Pid, message_queue_len) of
                {_, Length} -> integer_to_list(Length);
                undefined -> "noproc"
            end
    end;
run(["deaths"]) ->
    rest:await(),
    text:grouped([{Name, ":" ++ Reason} || {Name, Reason} <- book:take_deaths()]);
run(["register", N, P]) -> or_badarg(fun() -> text:of_value(register(atom(N), book:pid(P))) end);
run(["unregister", N]) -> or_badarg(fun() -> text:of_value(unregister(atom(N))) end);
run(["whereis", N]) ->
    case whereis(atom(N)) of
        undefined -> "undefined";
        Pid -> book:name(Pid)
    end;
run(["send_name", N, Word]) -> or_badarg(fun() -> atom(N) ! {tell, atom(Word)}, "ok" end);
run(_) -> unknown.

%% By any room that knows the body.
driver_spawn(P, M, Body) ->
    Words = ["spawn", P, M, Body],
    case run(Words) of
        unknown -> server_ops:run(Words);
        Result -> Result
    end.

%% Told to go only when it is watched.
begin_at(P, Kind, Pid) ->
    book:track(P, Pid, Kind),
    Pid ! go,
    "ok".

request(P, Request) -> driver:ask(book:pid(P), Request).

answer(P, Request) ->
    case request(P, Request) of
        {answer, Value} -> text:of_value(Value);
        Text -> Text
    end.

entries(P, Request, Order) ->
    case request(P, Request) of
        {answer, Entries} -> text:list(Order([entry(Entry) || Entry <- Entries]));
        Text -> Text
    end.

entry({word, Word}) -> atom_to_list(Word);
entry({Kind, Pid, Reason}) -> atom_to_list(Kind) ++ ":" ++ book:name(Pid) ++ ":" ++ text:symbol(Reason).

with(Q, Do) ->
    case book:pid(Q) of
        none -> "noproc";
        Pid -> Do(Pid)
    end.

%% A message without an answer.
post(P, Message) -> if_alive(P, fun(Pid) -> Pid ! Message end).

if_alive(P, Do) ->
    Pid = book:pid(P),
    case is_alive(Pid) of
        true -> Do(Pid), "ok";
        false -> "noproc"
    end.

is_alive(none) -> false;
is_alive(Pid) -> is_process_alive(Pid).

burst(Pid, "!" ++ Reason) -> exit(Pid, atom(Reason));
burst(Pid, Word) -> Pid ! {tell, atom(Word)}.

or_badarg(Do) -> try Do() catch error:badarg -> "badarg" end.

atom(Word) -> list_to_atom(Word).
