%% Which process bears which name in a case, and what became of it: a process, because names are given
%% by whoever starts a process, and because each is watched from its start.
-module(book).
-behaviour(gen_server).
-export([start/0, track/3, failed/2, pid/1, kind/1, name/1, all/0, starts/1, take_deaths/0]).
-export([on_load_waits/2, take_on_load/1, on_load_saw/2, take_saw/0]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2]).

start() ->
    {ok, _} = gen_server:start({local, ?MODULE}, ?MODULE, [], []),
    ok.

%% From now on the process bears the name, and its death is noted.
track(Name, Pid, Kind) -> ask({track, Name, Pid, Kind}).

%% A name whose spawn failed.
failed(Name, Kind) -> ask({failed, Name, Kind}).

%% A pid; none if there never was a process of this name.
pid(Name) -> element(1, ask({entry, Name})).
kind(Name) -> element(2, ask({entry, Name})).

name(Pid) -> ask({name, Pid}).
all() -> ask(all).
starts(Name) -> ask({starts, Name}).
take_deaths() -> ask({take, deaths}).
on_load_waits(Module, Pid) -> ask({on_load_waits, Module, Pid}).

%% The on_load function that waits for its result, forgotten then; or none.
take_on_load(Module) -> ask({take_on_load, Module}).
on_load_saw(Module, What) -> ask({saw, {Module, What}}).
take_saw() -> ask({take, saw}).

ask(Request) -> gen_server:call(?MODULE, Request, infinity).

init([]) ->
    {ok, #{entries => #{}, names => #{}, starts => #{}, on_loads => #{}, deaths => [], saw => []}}.

handle_call({track, Name, Pid, Kind}, _, Book) ->
    erlang:monitor(process, Pid),
    Started = maps:update_with(Name, fun(N) -> N + 1 end, 1, maps:get(starts, Book)),
    {reply, ok, add(names, Pid, Name, add(entries, Name, {Pid, Kind}, Book#{starts := Started}))};
handle_call({failed, Name, Kind}, _, Book) ->
    {reply, ok, add(entries, Name, {none, Kind}, Book)};
handle_call({entry, Name}, _, #{entries := Entries} = Book) ->
    {reply, maps:get(Name, Entries, {none, none}), Book};
handle_call({name, Pid}, _, #{names := Names} = Book) ->
    {reply, maps:get(Pid, Names, "driver"), Book};
handle_call(all, _, #{entries := Entries} = Book) ->
    {reply, [{Name, Pid, Kind} || {Name, {Pid, Kind}} <- maps:to_list(Entries), Pid =/= none], Book};
handle_call({starts, Name}, _, #{starts := Starts} = Book) ->
    {reply, maps:get(Name, Starts, 0), Book};
handle_call({on_load_waits, Module, Pid}, _, Book) ->
    {reply, ok, add(on_loads, Module, Pid, Book)};
handle_call({take_on_load, Module}, _, #{on_loads := Waiting} = Book) ->
    {reply, maps:get(Module, Waiting, none), Book#{on_loads := maps:remove(Module, Waiting)}};
handle_call({saw, What}, _, #{saw := Saw} = Book) ->
    {reply, ok, Book#{saw := [What | Saw]}};
handle_call({take, List}, _, Book) ->
    {reply, lists:reverse(maps:get(List, Book)), Book#{List := []}}.

handle_cast(_, Book) -> {noreply, Book}.

handle_info({'DOWN', _, process, Pid, Reason}, #{names := Names, deaths := Deaths} = Book) ->
    {noreply, Book#{deaths := [{maps:get(Pid, Names), text:symbol(Reason)} | Deaths]}}.

add(Map, Key, Value, Book) -> maps:update_with(Map, fun(Old) -> Old#{Key => Value} end, Book).
