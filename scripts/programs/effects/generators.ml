(* Producers that are suspended between two values: numbers, the nodes of trees, and
   permutations. The argument is how many values there are. *)
open Effect
open Effect.Shallow

type _ Effect.t += Yield : int -> unit Effect.t

let to_seq iterate : int Seq.t =
  let rec step (k : (unit, unit) continuation) () =
    continue_with k ()
      { retc = (fun () -> Seq.Nil);
        exnc = raise;
        effc =
          (fun (type a) (asked : a Effect.t) ->
            match asked with
            | Yield value -> Some (fun (k : (a, _) continuation) -> Seq.Cons (value, step k))
            | _ -> None) }
  in
  step (fiber (fun () -> iterate (fun value -> perform (Yield value))))

type tree = Leaf | Node of tree * int * tree

let rec build low high =
  if low >= high then Leaf
  else
    let middle = (low + high) / 2 in
    Node (build low middle, middle, build (middle + 1) high)

let rec spine low high = if low >= high then Leaf else Node (Leaf, low, spine (low + 1) high)

let rec visit tree f =
  match tree with
  | Leaf -> ()
  | Node (left, value, right) -> visit left f; f value; visit right f

let permutations n f =
  let items = Array.init n Fun.id in
  let swap i j = let item = items.(i) in items.(i) <- items.(j); items.(j) <- item in
  let rec from i =
    if i = n then f (Array.fold_left (fun number item -> (10 * number) + item) 0 items)
    else
      for j = i to n - 1 do
        swap i j; from (i + 1); swap i j
      done
  in
  from 0

(* Integers have 31 bits in WebAssembly. *)
let add sum n = (sum + n) land 0xFFFFFF

let () =
  let count = try int_of_string Sys.argv.(1) with _ -> 1000 in
  let numbers = to_seq (fun f -> for i = 1 to count do f i done) in
  Printf.printf "sum: %d\n" (Seq.fold_left add 0 numbers);
  let balanced = build 0 (count / 2) in
  Printf.printf "sum of nodes: %d\n" (Seq.fold_left add 0 (to_seq (visit balanced)));
  (* Two producers in step: the same numbers in trees of different shapes. *)
  let size = min (count / 2) 1000 in
  Printf.printf "same fringe: %b %b\n"
    (Seq.equal ( = ) (to_seq (visit (build 0 size))) (to_seq (visit (spine 0 size))))
    (Seq.equal ( = ) (to_seq (visit (build 0 size))) (to_seq (visit (spine 1 (size + 1)))));
  let permuted = to_seq (permutations 6) in
  Printf.printf "permutations: %d, the 500th %06d\n" (Seq.length permuted)
    (Option.get (Seq.uncons (Seq.drop 499 (to_seq (permutations 6)))) |> fst)
