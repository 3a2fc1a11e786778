%% Object code of the modules in all code specs that operations may mean: a folder a spec, in it a file
%% a module. Besides, there are the folders bad (junk) and wrong (the code of another module).
-module(object_code).
-export([make/2]).

-define(MODULES, [m1, m2, m3, m4]).
-define(FIRST, "1").

make(Folder, Operations) ->
    Specs = lists:usort([?FIRST | [Word || Operation <- Operations, Word <- string:lexemes(Operation, " :"), is_spec(Word)]]),
    Jobs = [{Module, Spec} || Spec <- Specs, Module <- ?MODULES],
    Compiling = [spawn_monitor(fun() -> [compile(Folder, Module, Spec) || {Module, Spec} <- Part] end)
        || Part <- deal(Jobs, erlang:system_info(schedulers_online))],
    [receive {'DOWN', Monitor, _, _, Reason} -> normal = Reason end || {_, Monitor} <- Compiling],
    [write(Folder, Module, "bad", <<"junk">>) || Module <- ?MODULES],
    [write(Folder, Module, "wrong", read(Folder, Other, ?FIRST)) || {Module, Other} <- lists:zip(?MODULES, tl(?MODULES) ++ [m1])],
    ok.

is_spec(Word) -> re:run(Word, "^[0-9]+(![a-z0-9]+)?$", [{capture, none}]) =:= match.

deal(Jobs, Hands) ->
    [[Job || {N, Job} <- lists:enumerate(Jobs), N rem Hands =:= Hand] || Hand <- lists:seq(0, Hands - 1)].

compile(Folder, Module, Spec) ->
    Source = filename:join(filename:dirname(code:which(?MODULE)), "specimen.erl"),
    {ok, Module, Bytes} = compile:file(Source,
        [binary, report, no_error_module_mismatch, {d, 'NAME', Module}, {d, 'SPEC', Spec} | macros(Spec)]),
    write(Folder, Module, Spec, Bytes).

macros(Spec) ->
    [Digits | Mode] = string:split(Spec, "!"),
    Version = list_to_integer(Digits),
    [{d, 'VERSION', Version}]
        ++ [{d, 'EVEN'} || Version rem 2 =:= 0]
        ++ [{d, 'MODE', list_to_atom(M)} || M <- Mode].

write(Folder, Module, Spec, Bytes) ->
    File = file(Folder, Module, Spec),
    ok = filelib:ensure_dir(File),
    ok = file:write_file(File, Bytes).

read(Folder, Module, Spec) ->
    {ok, Bytes} = file:read_file(file(Folder, Module, Spec)),
    Bytes.

file(Folder, Module, Spec) -> filename:join([Folder, Spec, atom_to_list(Module) ++ ".beam"]).
