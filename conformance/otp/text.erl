%% Results as a trace writes them.
-module(text).
-export([symbol/1, of_value/1, list/1, loaded/1, grouped/1]).

%% An exit reason as a symbol.
symbol(Reason) when is_atom(Reason) -> atom_to_list(Reason);
symbol({Reason, {gen_server, call, _}}) -> symbol(Reason);
symbol({bad_return_value, _}) -> "bad_return";
symbol({badfun, _}) -> "badfun";
symbol({shutdown, _}) -> "shutdown";
symbol({Error, Stack}) when is_list(Stack) -> symbol(Error);
symbol(_) -> "other".

of_value(Value) when is_atom(Value) -> atom_to_list(Value);
of_value(Value) when is_integer(Value) -> integer_to_list(Value);
of_value({lit, Version}) -> "lit " ++ of_value(Version);
of_value({exit, Reason}) -> "exit " ++ symbol(Reason);
of_value({Purged, Loaded}) when is_boolean(Purged) -> of_value(Purged) ++ " " ++ loaded(Loaded);
of_value(Text) when is_list(Text) -> Text.

list(Texts) -> "[" ++ lists:append(lists:join(",", Texts)) ++ "]".

%% What the code server's functions return.
loaded(ok) -> "ok";
loaded({module, _}) -> "ok";
loaded({error, Why}) when is_atom(Why) -> "error " ++ atom_to_list(Why);
loaded({error, Several}) ->
    "error " ++ list(lists:sort([of_value(M) ++ ":" ++ of_value(Why) || {M, Why} <- Several])).

%% A list of processes with something behind each name; those of a group P.1, P.2, ... are counted.
grouped(Suffixed) ->
    Count = lists:foldl(fun({Name, Suffix}, Counts) ->
        case string:split(Name, ".") of
            [Group, _] -> count({Group ++ ".*" ++ Suffix, group}, Counts);
            [_] -> count({Name ++ Suffix, single}, Counts)
        end
    end, #{}, Suffixed),
    list(lists:sort(lists:append([
        case Kind of
            group -> [Text ++ ":" ++ integer_to_list(N)];
            single -> lists:duplicate(N, Text)
        end || {{Text, Kind}, N} <- maps:to_list(Count)]))).

count(Key, Counts) -> maps:update_with(Key, fun(N) -> N + 1 end, 1, Counts).
