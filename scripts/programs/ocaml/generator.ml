(* Generators from iterators: the producer is suspended between two values. *)
open Effect
open Effect.Shallow

module type Iterable = sig
  type element
  type t

  val iter : (element -> unit) -> t -> unit
end

module Make (I : Iterable) = struct
  type _ Effect.t += Yield : I.element -> unit Effect.t

  let to_seq container : I.element Seq.t =
    let rec step : type a. (a, unit) continuation -> a -> I.element Seq.t =
     fun k value () ->
      continue_with k value
        { retc = (fun () -> Seq.Nil);
          exnc = raise;
          effc =
            (fun (type b) (asked : b Effect.t) ->
              match asked with
              | Yield element ->
                  Some (fun (k : (b, _) continuation) -> Seq.Cons (element, step k ()))
              | _ -> None) }
    in
    step (fiber (fun () -> I.iter (fun element -> perform (Yield element)) container)) ()
end

type tree = Leaf | Node of tree * int * tree

let rec insert value = function
  | Leaf -> Node (Leaf, value, Leaf)
  | Node (left, key, right) as tree ->
      if value < key then Node (insert value left, key, right)
      else if value > key then Node (left, key, insert value right)
      else tree

module Tree = struct
  type element = int
  type t = tree

  let rec iter visit = function
    | Leaf -> ()
    | Node (left, key, right) -> iter visit left; visit key; iter visit right
end

module Trees = Make (Tree)

(* Whether two trees hold the same, however they are balanced. *)
let same left right = Seq.equal Int.equal (Trees.to_seq left) (Trees.to_seq right)
