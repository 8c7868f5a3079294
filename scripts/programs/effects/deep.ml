(* Recursion of a hundred thousand frames below a handler, effects at the bottom of it and
   on the way, and exceptions back. The argument is how many rounds there are. *)
open Effect
open Effect.Deep

exception Left of int

type _ Effect.t += Ask : int -> int Effect.t

let rec sum n = if n = 0 then perform (Ask 0) else (n land 7) + sum (n - 1)
let rec sum_asking n = if n = 0 then 0 else perform (Ask n) + sum_asking (n - 1)
let rec build n = if n = 0 then [] else n :: build (n - 1)

let answering (answer : int -> (int, int) continuation -> int) body =
  match body () with
  | result -> result
  | effect (Ask n), k -> answer n k

let () =
  let rounds = try int_of_string Sys.argv.(1) with _ -> 1 in
  let depth = 100_000 in
  let total = ref 0 in
  for round = 1 to rounds do
    total := !total + answering (fun _ k -> continue k round) (fun () -> sum depth)
  done;
  Printf.printf "continued: %d\n" !total;
  let left = ref 0 in
  for round = 1 to rounds do
    match answering (fun _ k -> discontinue k (Left round)) (fun () -> sum depth) with
    | _ -> print_endline "returned"
    | exception Left round -> left := !left + round
  done;
  Printf.printf "left: %d\n" !left;
  Printf.printf "asked on the way: %d\n"
    (answering (fun n k -> continue k (n land 1)) (fun () -> sum_asking (depth / 10)));
  Printf.printf "list: %d\n"
    (answering (fun _ k -> continue k 0) (fun () -> List.fold_left max 0 (build depth)));
  (* Handlers within handlers, each of which has some frames. *)
  let rec tower n =
    if n = 0 then perform (Ask 1)
    else 1 + answering (fun asked k -> if asked = -n then continue k n else continue k (perform (Ask asked))) (fun () -> tower (n - 1))
  in
  Printf.printf "tower: %d\n" (answering (fun _ k -> continue k 5) (fun () -> tower 500))
