%% The modules m1 to m4 in Erlang. Compiled for each module and code spec with
%%   NAME     the module
%%   VERSION  its version
%%   SPEC     the code spec, as text
%%   EVEN     if the version is even
%%   MODE     how its on_load function behaves, if it has one
%% A module is user code: what a purge looks for on stacks. All that it calls in house.erl is system
%% code, which is never loaded anew.
-module(?NAME).
-compile([export_all, nowarn_export_all]).

-ifdef(MODE).
-on_load(loaded/0).
loaded() -> house:on_load(?MODULE, ?MODE, fun() -> local_loop() end).
-endif.

version() -> ?VERSION.
spec() -> ?SPEC.
-ifdef(EVEN).
even() -> ?VERSION.
-endif.

mk_fun() -> fun() -> ?VERSION end.
mk_efun() -> fun ?MODULE:version/0.
mk_loop_fun() -> fun() -> local_loop() end.

%% ---- Messages: what must be done in the module's own frame, and what the house can do ----

on(Message) ->
    case Message of
        {ask, local, From} -> house:answer(From, version());
        {ask, ext, From} -> house:answer(From, house:value_of(fun() -> ?MODULE:version() end));
        {ask, Other, From} -> house:answer(From, house:value_of(fun() -> Other:version() end));
        {reload_from, Spec, From} ->
            Result = house:reload(?MODULE, Spec),
            house:answer(From, Result);
        _ -> house:control(Message, ?VERSION)
    end.

%% ---- Bodies that wait in a receive of their own ----

local_loop() ->
    receive
        switch -> ?MODULE:local_loop();
        Message -> on(Message), local_loop()
    end.

trap_loop() ->
    process_flag(trap_exit, true),
    local_loop().

qualified_loop() ->
    receive Message -> on(Message) end,
    ?MODULE:qualified_loop().

inner_loop() ->
    receive
        {tell, return} -> ok;
        Message -> on(Message), inner_loop()
    end.

caller_into(Other) ->
    Other:inner_loop(),
    local_loop().

tail_into(Other) -> Other:inner_loop().

hibernate() -> erlang:hibernate(?MODULE, woke, []).

woke() ->
    receive Message -> on(Message) end,
    erlang:hibernate(?MODULE, woke, []).

%% ---- Bodies that wait in the system ----

wait_tail() -> house:until_return().

wait_nontail() ->
    house:until_return(),
    local_loop().

wait_in_try() ->
    try house:until_return() catch throw:never -> never end,
    local_loop().

sys_wait_local_fun() -> house:idle({call, mk_fun()}).
sys_wait_external_fun() -> house:idle({call, mk_efun()}).
sys_wait_dict_fun() ->
    put(held_fun, mk_fun()),
    house:idle(call_held).
sys_wait_literal() -> house:idle({literal, {constant, "of", <<"a module">>, [?VERSION]}}).
sys_wait_trace() ->
    Trace = try error(here) catch error:here:Stack -> Stack end,
    house:idle({trace, ?MODULE, Trace}).

sys_map_tail() ->
    lists:map(fun(_) -> house:until_step() end, lists:seq(1, 1000)).
sys_map_body() ->
    lists:map(fun(N) -> house:until_step(), N end, lists:seq(1, 1000)).

%% ---- Bodies that never wait ----

spin_local() ->
    burn(1000),
    take_one(),
    spin_local().

spin_qualified() ->
    burn(1000),
    take_one(),
    ?MODULE:spin_qualified().

burn(0) -> ok;
burn(N) -> burn(N - 1).

take_one() ->
    house:round_done(),
    receive Message -> on(Message) after 0 -> ok end.

%% ---- Sockets ----

tcp_passive(Socket) ->
    {ok, Data} = gen_tcp:recv(Socket, 0),
    echo(Socket, Data),
    ?MODULE:tcp_passive(Socket).

tcp_passive_tail(Socket) -> gen_tcp:recv(Socket, 0).

tcp_active_loop(Socket) ->
    inet:setopts(Socket, [{active, once}]),
    receive
        {tcp, Socket, Data} -> echo(Socket, Data), ?MODULE:tcp_active_loop(Socket);
        {tcp_closed, Socket} -> closed;
        Message -> on(Message), ?MODULE:tcp_active_loop(Socket)
    end.

echo(Socket, Data) -> gen_tcp:send(Socket, [integer_to_binary(?VERSION), $:, Data]).

%% ---- A gen_server; its state is {state, Count, Tag} ----

init(_) -> {ok, {state, 0, none}}.

handle_call(ping, _, {state, Count, Tag}) ->
    {reply, {?VERSION, Count + 1}, {state, Count + 1, Tag}};
handle_call(block, _, State) ->
    house:until_unblocked(),
    {reply, ?VERSION, State}.

handle_cast(nap, State) -> {noreply, State, hibernate}.

handle_info({socket, Socket}, State) ->
    inet:setopts(Socket, [{active, once}]),
    {noreply, State};
handle_info({tcp, Socket, Data}, State) ->
    echo(Socket, Data),
    inet:setopts(Socket, [{active, once}]),
    {noreply, State};
handle_info({tcp_closed, _}, State) ->
    {stop, normal, State};
handle_info(Message, State) ->
    on(Message),
    {noreply, State}.

code_change(Old, {state, Count, _} = State, Extra) ->
    case Extra of
        fail -> {error, nope};
        crash -> error(boom);
        bad -> junk;
        _ when is_tuple(State) -> {ok, {state, Count, {Old, Extra, ?VERSION}}}
    end.

terminate(_, _) -> ok.
