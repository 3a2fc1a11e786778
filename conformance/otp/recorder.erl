%% record [--check] [--runs N] PATH...
%%
%% Runs each case several times, each time in a node that is started for it, and writes the trace that
%% all runs agree on. With --check it writes nothing and holds that trace against the one that is there.
%% A case whose runs do not agree has no trace: its result depends on something that is no part of it.
-module(recorder).
-export([main/0]).

%% The nodes differ in their number of schedulers: what depends on luck should have a chance to.
-define(SCHEDULERS, {2, 1, 4}).
-define(RUNS, 3).

main() ->
    try options(init:get_plain_arguments(), #{check => false, runs => ?RUNS, paths => []}) of
        #{paths := []} -> usage();
        Options -> halt(main(Options))
    catch
        throw:usage -> usage()
    end.

usage() ->
    io:put_chars(standard_error, "usage: record [--check] [--runs N] PATH...   a file or a folder of .case\n"),
    halt(2).

options(["--", Folder | Arguments], Options) -> options(Arguments, Options#{folder => Folder});
options(["--check" | Arguments], Options) -> options(Arguments, Options#{check := true});
options(["--runs", N | Arguments], Options) ->
    try options(Arguments, Options#{runs := list_to_integer(N)}) catch error:badarg -> throw(usage) end;
options(["-" ++ _ | _], _) -> throw(usage);
options([Path | Arguments], #{paths := Paths} = Options) -> options(Arguments, Options#{paths := Paths ++ [Path]});
options([], Options) -> Options.

main(#{paths := Paths, folder := Folder} = Options) ->
    Scripts = [script(File) || Path <- Paths, File <- cases_at(Path)],
    Beams = filename:join(Folder, "beams"),
    object_code:make(Beams, lists:append([Operations || {_, Operations} <- Scripts])),
    Verdicts = parallel(fun(Number, Script) ->
        judge(Script, runs(Script, Options, Beams, filename:join(Folder, "path" ++ integer_to_list(Number))), Options)
    end, Scripts),
    Bad = length([bad || bad <- Verdicts]),
    io:format("~b passed, ~b failed~n", [length(Verdicts) - Bad, Bad]),
    min(Bad, 1).

cases_at(Path) ->
    case filelib:is_dir(Path) of
        true -> lists:sort(filelib:fold_files(Path, "\\.case$", true, fun(File, Files) -> [File | Files] end, []));
        false -> [Path]
    end.

script(File) ->
    case file:read_file(File) of
        {ok, Bytes} ->
            Lines = [string:trim(Line) || Line <- string:split(binary_to_list(Bytes), "\n", all)],
            {File, [Line || Line <- Lines, Line =/= "", hd(Line) =/= $#]};
        {error, Why} ->
            io:format(standard_error, "record: ~ts: ~ts~n", [File, file:format_error(Why)]),
            halt(2)
    end.

%% As many at once as there are schedulers: each worker takes the next one, with its number.
parallel(Do, List) ->
    Me = self(),
    Worker = fun(Worker, Done) ->
        Me ! {next, self()},
        receive
            {do, Number, Each} -> Worker(Worker, [{Number, Do(Number, Each)} | Done]);
            stop -> exit({done, Done})
        end
    end,
    Workers = [spawn_monitor(fun() -> Worker(Worker, []) end) || _ <- lists:seq(1, erlang:system_info(schedulers_online))],
    hand_out(lists:enumerate(List), length(Workers)),
    Results = [receive {'DOWN', Monitor, _, _, Reason} -> {done, Done} = Reason, Done end || {_, Monitor} <- Workers],
    [Result || {_, Result} <- lists:sort(lists:append(Results))].

hand_out([], 0) -> ok;
hand_out([], Left) -> receive {next, Worker} -> Worker ! stop, hand_out([], Left - 1) end;
hand_out([{Number, Each} | Others], Workers) ->
    receive {next, Worker} -> Worker ! {do, Number, Each}, hand_out(Others, Workers) end.

runs({_, Operations}, #{runs := Runs}, Beams, Path) ->
    [run(Operations, element(Run rem tuple_size(?SCHEDULERS) + 1, ?SCHEDULERS), Beams,
        Path ++ "." ++ integer_to_list(Run)) || Run <- lists:seq(0, Runs - 1)].

run(Operations, Schedulers, Beams, Path) ->
    ok = filelib:ensure_dir(filename:join(Path, "any")),
    {ok, Peer, _} = peer:start_link(#{connection => standard_io, args => [
        "+S", integer_to_list(Schedulers), "+sbwt", "none", "+sbwtdcpu", "none", "+sbwtdio", "none",
        "-boot", "no_dot_erlang", "-pa", filename:dirname(code:which(?MODULE))]}),
    try peer:call(Peer, driver, run, [Operations, #{beams => Beams, path => Path}], 90000)
    catch _:Why -> {error, Why}
    after catch peer:stop(Peer)
    end.

%% Prints a line, and what is wrong.
judge({File, Operations}, Runs, #{check := Check}) ->
    Trace = filename:rootname(File) ++ ".trace",
    case {lists:usort(Runs), Check} of
        {[{ok, Results}], false} ->
            ok = file:write_file(Trace, lines(Operations, Results)),
            say(ok, File, []);
        {[{ok, Results}], true} ->
            Lines = iolist_to_binary(lines(Operations, Results)),
            case file:read_file(Trace) of
                {ok, Lines} -> say(ok, File, []);
                {ok, Other} -> say(bad, File, difference(Other, Lines));
                {error, Why} -> say(bad, File, ["no trace: ", file:format_error(Why)])
            end;
        {Several, _} -> say(bad, File, disagreement(Operations, Several))
    end.

lines(Operations, Results) ->
    [[integer_to_list(N), " ", Operation, " = ", Result, "\n"]
        || {N, Operation, Result} <- lists:zip3(lists:seq(1, length(Operations)), Operations, Results)].

difference(Expected, Actual) ->
    first_difference(binary:split(Expected, <<"\n">>, [global]), binary:split(Actual, <<"\n">>, [global])).

first_difference([Same | Expected], [Same | Actual]) -> first_difference(Expected, Actual);
first_difference(Expected, Actual) -> ["expected: ", first(Expected), "\n       actual:   ", first(Actual)].

first([]) -> "nothing";
first([Line | _]) -> Line.

disagreement(Operations, Runs) ->
    case [io_lib:format("~0p", [Why]) || {error, Why} <- Runs] of
        [] ->
            Lists = [Results || {ok, Results} <- Runs],
            hd([io_lib:format("the runs do not agree: ~ts = ~0p", [Operation, Different])
                || {N, Operation} <- lists:enumerate(Operations),
                   Different <- [lists:usort([lists:nth(N, Results) || Results <- Lists])],
                   length(Different) > 1]);
        [Error | _] -> ["cannot be run: ", Error]
    end.

say(Verdict, File, Why) ->
    Word = case Verdict of ok -> "ok     "; bad -> "FAILED " end,
    io:put_chars([Word, File, "\n", [["       ", Why, "\n"] || Why =/= []]]),
    Verdict.
