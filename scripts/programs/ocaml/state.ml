(* A mutable cell as an effect: every access goes to the handler and back. *)
open Effect
open Effect.Deep

type _ Effect.t += Get : int Effect.t | Put : int -> unit Effect.t

let get () = perform Get
let put value = perform (Put value)

(* The state is what the handler's own functions are given. *)
let run (initial : int) body =
  let handled =
    match body () with
    | result -> fun (state : int) -> (result, state)
    | effect Get, k -> fun (state : int) -> (continue k state) state
    | effect Put state, k -> fun _ -> (continue k ()) state
  in
  handled initial

(* The same with a reference, so that a million steps need no stack. *)
let run_with_reference initial body =
  let state : int ref = ref initial in
  let result =
    try body () with
    | effect Get, k -> continue k !state
    | effect Put value, k -> state := value; continue k ()
  in
  (result, !state)

let count_down () =
  let steps = ref 0 in
  while get () > 0 do
    put (get () - 1);
    incr steps
  done;
  !steps
