(* Exceptions out of what is handled, into what is suspended, and through handlers. The
   argument is how many there are. *)
open Effect
open Effect.Deep

exception Out of int
exception In of int

type _ Effect.t += Ask : int -> int Effect.t | Other : unit Effect.t

(* Integers have 31 bits in WebAssembly. *)
let add sum n = sum := (!sum + n) land 0xFFFFFF

let () =
  let count = try int_of_string Sys.argv.(1) with _ -> 1000 in
  let sum = ref 0 in
  (* Out of it, past the handler. *)
  let raising n = match if n land 1 = 0 then raise (Out n) else n with result -> result | effect Other, k -> continue k () in
  for n = 1 to count do match raising n with result -> add sum result | exception Out n -> add sum (-n) done;
  Printf.printf "out: %d\n" !sum;
  (* Into it, where it is handled or goes on. *)
  let refused = ref 0 and cleaned = ref 0 in
  let asking (n : int) : int =
    match Fun.protect ~finally:(fun () -> incr cleaned) (fun () -> try perform (Ask n) with In m -> if m land 3 = 0 then raise (Out m) else -m) with
    | result -> result
    | exception Out m -> incr refused; m
    | effect (Ask m), k -> if m land 1 = 0 then discontinue k (In m) else continue k m
  in
  let sum = ref 0 in
  for n = 1 to count do add sum (asking n) done;
  Printf.printf "in: %d, refused %d, cleaned up %d\n" !sum !refused !cleaned;
  (* Through ten handlers that do not know it, from within the innermost. *)
  let passed = ref 0 in
  let rec nested depth n =
    if depth = 0 then raise (Out n)
    else
      match nested (depth - 1) n with
      | result -> result
      | exception In _ -> 0
      | exception problem -> incr passed; raise problem
      | effect Other, k -> continue k ()
  in
  for n = 1 to count / 10 do match nested 10 n with _ -> () | exception Out _ -> () done;
  Printf.printf "passed: %d\n" !passed;
  (* Nobody handles the effect: the exception comes where it was performed. *)
  let unhandled = ref 0 in
  let unheard () = try perform (Ask 1) with Unhandled (Ask n) -> unhandled := !unhandled + n; 0 in
  for _ = 1 to count / 10 do ignore (match unheard () with result -> result | effect Other, k -> continue k ()) done;
  Printf.printf "unhandled: %d\n" !unhandled;
  (* A continuation is used once. *)
  let kept : (int, int) continuation option ref = ref None in
  let first = match perform (Ask 1) with result -> result | effect (Ask n), k -> kept := Some k; continue k n in
  match continue (Option.get !kept) 2 with
  | second -> Printf.printf "twice: %d %d\n" first second
  | exception Continuation_already_resumed -> Printf.printf "once: %d\n" first
