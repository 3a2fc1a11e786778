%% Operations on processes that own one end of a connection; the driver has the other.
-module(tcp_ops).
-export([run/1]).

-define(HERE, {127, 0, 0, 1}).
-define(PEER_MS, 50).

run(["spawn", P, M, Body]) when Body =:= "tcp_passive"; Body =:= "tcp_passive_tail"; Body =:= "tcp_active_loop" ->
    {Socket, _} = pair(P),
    Pid = spawn(house, enter, [list_to_atom(M), list_to_atom(Body), [Socket]]),
    hand_over(P, Socket, Pid, Body, go);
run(["spawn", P, M, "tcp_active_server" = Body]) ->
    {Socket, _} = pair(P),
    case gen_server:start(list_to_atom(M), [], []) of
        {ok, Pid} -> hand_over(P, Socket, Pid, Body, {socket, Socket});
        {error, Reason} ->
            gen_tcp:close(Socket),
            book:failed(P, list_to_atom(Body)),
            "error " ++ text:symbol(Reason)
    end;
run(["send", P, Data]) ->
    Socket = get({socket, P}),
    case gen_tcp:send(Socket, Data) of
        ok -> received(gen_tcp:recv(Socket, 0, driver:patience()), "timeout");
        {error, _} -> "closed"
    end;
run(["peer", P]) -> received(gen_tcp:recv(get({socket, P}), 0, ?PEER_MS), "open");
run(_) -> unknown.

pair(P) ->
    {ok, Listener} = gen_tcp:listen(0, [{ip, ?HERE}, {active, false}, binary]),
    {ok, Port} = inet:port(Listener),
    {ok, Ours} = gen_tcp:connect(?HERE, Port, [{active, false}, binary]),
    {ok, Theirs} = gen_tcp:accept(Listener),
    ok = gen_tcp:close(Listener),
    put({socket, P}, Ours),
    {Theirs, Ours}.

hand_over(P, Socket, Pid, Body, First) ->
    book:track(P, Pid, list_to_atom(Body)),
    ok = gen_tcp:controlling_process(Socket, Pid),
    Pid ! First,
    "ok".

received({ok, Data}, _) -> binary_to_list(Data);
received({error, timeout}, Nothing) -> Nothing;
received({error, _}, _) -> "closed".
