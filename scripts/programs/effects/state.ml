(* A mutable cell as an effect, and a cell within a cell. The argument is how often the
   cell is accessed. *)
open Effect
open Effect.Deep

type _ Effect.t += Get : int Effect.t | Put : int -> unit Effect.t | Log : int -> unit Effect.t

let with_state initial body =
  let state : int ref = ref initial in
  let result =
    match body () with
    | result -> result
    | effect Get, k -> continue k !state
    | effect (Put value), k -> state := value; continue k ()
  in
  (result, !state)

let with_log body =
  let entries = ref 0 and sum = ref 0 in
  match body () with
  | result -> (result, !entries, !sum)
  | effect (Log value), k -> incr entries; sum := (!sum + value) land 0xFFFFFF; continue k ()

let rec count_down () =
  let value = perform Get in
  if value > 0 then (perform (Put (value - 1)); count_down ())

let rec count_down_loudly () =
  let value = perform Get in
  if value > 0 then (
    if value land 7 = 0 then perform (Log value);
    perform (Put (value - 1));
    count_down_loudly ())

let () =
  let accesses = try int_of_string Sys.argv.(1) with _ -> 1000 in
  let (), left = with_state (accesses / 2) count_down in
  Printf.printf "left: %d\n" left;
  let ((), left), entries, sum = with_log (fun () -> with_state (accesses / 2) count_down_loudly) in
  Printf.printf "left: %d, logged: %d, %d\n" left entries sum
