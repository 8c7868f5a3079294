(* Threads that take turns, wait for each other, and fail. *)
open Effect
open Effect.Deep

type 'a state = Running of ('a, unit) continuation list | Done of ('a, exn) result

type 'a promise = { mutable state : 'a state; number : int }

exception Cancelled
exception Deadlock of int

type _ Effect.t +=
  | Fork : (unit -> 'a) -> 'a promise Effect.t
  | Await : 'a promise -> 'a Effect.t
  | Yield : unit Effect.t
  | Cancel : unit Effect.t

let fork body = perform (Fork body)
let await promise = perform (Await promise)
let yield () = perform Yield
let cancel () = perform Cancel

let run (main : unit -> 'a) : 'a =
  let ready : (unit -> unit) Queue.t = Queue.create () in
  let waiting = ref 0 and threads = ref 0 in
  let next () = match Queue.take_opt ready with Some turn -> turn () | None -> () in
  let wake result k () =
    decr waiting;
    match result with Ok value -> continue k value | Error problem -> discontinue k problem
  in
  let settle promise result =
    (match promise.state with
    | Done _ -> invalid_arg "settled twice"
    | Running waiters -> List.iter (fun k -> Queue.add (wake result k) ready) (List.rev waiters));
    promise.state <- Done result
  in
  let rec spawn : type a. a promise -> (unit -> a) -> unit =
   fun promise body ->
    match body () with
    | value -> settle promise (Ok value); next ()
    | exception problem -> settle promise (Error problem); next ()
    | effect Yield, k -> Queue.add (continue k) ready; next ()
    | effect Fork body, k ->
        incr threads;
        let promise = { state = Running []; number = !threads } in
        Queue.add (fun () -> continue k promise) ready;
        spawn promise body
    | effect Await promise, k -> (
        match promise.state with
        | Done (Ok value) -> continue k value
        | Done (Error problem) -> discontinue k problem
        | Running waiters ->
            incr waiting;
            promise.state <- Running (k :: waiters);
            next ())
    | effect Cancel, k -> discontinue k Cancelled
  in
  let promise = { state = Running []; number = 0 } in
  spawn promise main;
  match promise.state with
  | Done (Ok value) -> value
  | Done (Error problem) -> raise problem
  | Running _ -> raise (Deadlock !waiting)
