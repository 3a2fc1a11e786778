%% Does the operations of one case, one after another, and waits after each until the node has come to
%% rest. A node does one case in its life. What only the driver needs to remember between two
%% operations (funs, sockets, what is under way) is in its process dictionary, under {Kind, Name}.
-module(driver).
-export([run/2, fresh/1, ask/2, patience/0]).

-define(PATIENCE_MS, 400).
-define(CASE_LIMIT_MS, 60000).

%% The results of the operations.
run(Operations, Folders) ->
    logger:set_primary_config(level, none),
    persistent_term:put(folders, Folders),
    #{path := Path} = Folders,
    true = code:add_patha(Path),
    ets:new(rounds, [named_table, public]),
    ok = book:start(),
    {Pid, Monitor} = spawn_monitor(fun() -> exit({results, [step(Operation) || Operation <- Operations]}) end),
    receive
        {'DOWN', Monitor, _, _, {results, Results}} -> {ok, Results};
        {'DOWN', Monitor, _, _, Why} -> {error, Why}
    after ?CASE_LIMIT_MS ->
        {error, {takes_too_long, erlang:process_info(Pid, current_stacktrace)}}
    end.

%% How long an answer is waited for.
patience() -> ?PATIENCE_MS.

step(Operation) ->
    Words = string:lexemes(Operation, " "),
    Result = try operation(Words)
        catch error:Why:Stack -> exit({cannot_be_done, Operation, Why, Stack})
    end,
    rest:await(),
    unicode:characters_to_list(Result).

operation(Words) -> first_that_knows([code_ops, fun_ops, process_ops, server_ops, tcp_ops, family_ops], Words).

first_that_knows([Module | Others], Words) ->
    case Module:run(Words) of
        unknown -> first_that_knows(Others, Words);
        Result -> Result
    end.

%% What a call gives in a fresh process.
fresh(Call) ->
    {Pid, Monitor} = spawn_monitor(fun() -> exit({gave, Call()}) end),
    receive
        {'DOWN', Monitor, _, _, {gave, Value}} -> Value;
        {'DOWN', Monitor, _, _, Reason} -> {exit, Reason}
    after 5 * ?PATIENCE_MS ->
        exit(Pid, kill),
        exit({no_end_of, Call})
    end.

%% Sends a request to a process and waits for its answer: {answer, Value}, or text.
ask(none, _) -> "noproc";
ask(Pid, Request) ->
    From = erlang:monitor(process, Pid, [{alias, reply_demonitor}]),
    case is_process_alive(Pid) of
        true ->
            Pid ! Request(From),
            receive
                {From, Value} -> {answer, Value};
                {'DOWN', From, _, _, noproc} -> "noproc";
                {'DOWN', From, _, _, Reason} -> "died " ++ text:symbol(Reason)
            after ?PATIENCE_MS ->
                erlang:demonitor(From, [flush]),
                "timeout"
            end;
        false ->
            erlang:demonitor(From, [flush]),
            "noproc"
    end.
