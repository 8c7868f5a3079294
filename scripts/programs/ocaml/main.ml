(* OCaml on the engine under test: objects of every kind, closures, exceptions, and
   effects. Every line printed is checked; the argument is the number of steps. *)
let steps = try int_of_string Sys.argv.(1) with _ -> 1_000_000

let timed name body =
  let start = Sys.time () in
  body ();
  Printf.eprintf "%s: %.3f s\n%!" name (Sys.time () -. start)

(* Tables, text, numbers. *)
module Words = Map.Make (String)

let tables () =
  let table = Hashtbl.create 10 in
  for i = 1 to 50_000 do
    let key = Printf.sprintf "key %d" (i * 7919 mod 10_007) in
    Hashtbl.replace table key (i + try Hashtbl.find table key with Not_found -> 0)
  done;
  let largest = Hashtbl.fold (fun key value (k, v) -> if (value, key) > (v, k) then (key, value) else (k, v)) table ("", 0) in
  Printf.printf "table: %d keys, %s has %d\n" (Hashtbl.length table) (fst largest) (snd largest);
  let words = String.split_on_char ' ' "the cat and the dog and the bird" in
  let counts = List.fold_left (fun counts word -> Words.update word (fun n -> Some (1 + Option.value n ~default:0)) counts) Words.empty words in
  Words.iter (Printf.printf "%s %d; ") counts;
  Printf.printf "%d words\n" (Words.cardinal counts);
  let squares = Array.init 1000 (fun i -> float_of_int (i * i)) in
  Array.sort (fun a b -> compare (Float.rem b 97.) (Float.rem a 97.)) squares;
  Printf.printf "floats: %.1f %.3f %h\n" squares.(0) (Array.fold_left ( +. ) 0. squares) (sqrt 2.);
  Printf.printf "integers: %d %Ld %ld %#x %S\n" (-1_000_000_007) (Int64.mul 0x123456789L 0xABCDEFL) Int32.min_int (lnot (-49)) "line\n\"é\"";
  let buffer = Buffer.create 16 in
  List.iteri (fun i word -> Buffer.add_string buffer (Printf.sprintf "%*s" (i + 4) word)) words;
  Printf.printf "buffer: %s (%d)\n" (Buffer.contents buffer) (Hashtbl.hash (Buffer.contents buffer));
  let bytes = Bytes.make 8 '.' in
  Bytes.set_int32_le bytes 2 0x41424344l;
  Printf.printf "bytes: %s %d\n" (Bytes.to_string bytes) (Bytes.get_uint16_be bytes 2);
  let lazily = lazy (print_string "forced "; 42) in
  Printf.printf "lazy: %d %d\n" (Lazy.force lazily) (Lazy.force lazily);
  Printf.printf "compare: %d %b %b\n" (compare [ 1; 2; 3 ] [ 1; 2; 4 ]) ([| Some "x" |] = [| Some "x" |]) (1. = nan)

class counter = object
  val mutable count = 0
  method bump = count <- count + 1; count
  method describe = Printf.sprintf "%d" count
end

class loud = object
  inherit counter as quiet
  method! describe = quiet#describe ^ "!"
end

let objects () =
  let counters = [ new counter; (new loud :> counter) ] in
  List.iter (fun counter -> for _ = 1 to 3 do ignore counter#bump done) counters;
  Printf.printf "objects: %s\n" (String.concat " " (List.map (fun counter -> counter#describe) counters))

(* Exceptions. *)
exception Carrying of int * string

let rec raise_at depth = if depth = 0 then raise (Carrying (7, "deep")) else 1 + raise_at (depth - 1)

let rec reraise depth log =
  if depth = 0 then failwith "bottom"
  else
    try reraise (depth - 1) log
    with Failure message when depth mod 3 = 0 -> log := depth :: !log; failwith (message ^ "'")

let exceptions () =
  let attempt name body =
    match body () with
    | result -> Printf.printf "%s: %s\n" name result
    | exception Carrying (number, text) -> Printf.printf "%s: carried %d %s\n" name number text
    | exception problem -> Printf.printf "%s: %s\n" name (Printexc.to_string problem)
  in
  attempt "deep" (fun () -> string_of_int (raise_at 10_000));
  let log = ref [] in
  attempt "reraise" (fun () -> reraise 10 log);
  Printf.printf "log: %s\n" (String.concat "," (List.map string_of_int !log));
  attempt "array" (fun () -> string_of_int [| 1; 2 |].(Sys.opaque_identity 2));
  attempt "division" (fun () -> string_of_int (1 / Sys.opaque_identity 0));
  attempt "match" (fun () -> (match[@warning "-8"] Sys.opaque_identity 3 with 1 -> "one"));
  attempt "list" (fun () -> List.hd []);
  attempt "option" (fun () -> Option.get None);
  attempt "number" (fun () -> string_of_int (int_of_string "12x"));
  attempt "finally" (fun () -> Fun.protect ~finally:(fun () -> print_string "cleaned, ") (fun () -> raise Exit));
  let caught = ref 0 in
  for i = 1 to steps do
    try if i land 1 = 0 then raise_notrace (Carrying (i, "")) else raise Not_found
    with Carrying (number, _) -> caught := !caught + (number land 3) | Not_found -> incr caught
  done;
  Printf.printf "caught: %d\n" !caught

let expressions () =
  List.iter
    (fun text ->
      match Expression.(evaluate (parse text)) with
      | number -> Printf.printf "%s = %g\n" text number
      | exception Expression.Syntax (at, what) -> Printf.printf "%s: %d: %s\n" text at what
      | exception Expression.Unbound name -> Printf.printf "%s: no %s\n" text name
      | exception Failure what -> Printf.printf "%s: %s\n" text what
      | exception Division_by_zero -> Printf.printf "%s: division by zero\n" text)
    [ "1 + 2 * 3 - 4 / 8";
      "let twice = fun f. fun x. f (f x); twice twice (fun n. n * n) 1.1";
      "let fib = fun n. if n < 2 ? n : fib (n - 1) + fib (n - 2); fib 15";
      "let a = 1; let f = fun x. x + a; let a = 100; f 1";
      "(1 + ";
      "2 * * 3";
      "1.2.3";
      "missing + 1";
      "1 2";
      "(fun x. x) + 1";
      "1 / (2 - 2)" ]

(* Effects. *)
type _ Effect.t += Ask : string -> int Effect.t | Unheard : unit Effect.t

let effects () =
  let open Effect.Deep in
  let (steps_taken, left), _ = State.run_with_reference 10 (fun () -> State.run 20 (fun () -> State.count_down ())) in
  Printf.printf "state: %d steps, %d left\n" steps_taken left;
  timed "state" (fun () ->
      let taken, left = State.run_with_reference (steps / 3) State.count_down in
      Printf.printf "state: %b, %d left\n" (taken = steps / 3) left);
  (* A tower of handlers: the effect passes all but the outermost. *)
  let rec tower depth body =
    if depth = 0 then body ()
    else
      match tower (depth - 1) body with
      | n -> n + 1
      | exception problem -> print_string "through "; raise problem
      | effect Ask name, k when name = string_of_int depth -> continue k (depth * 100)
  in
  Printf.printf "tower: %d\n" (tower 10 (fun () -> Effect.perform (Ask "10") + Effect.perform (Ask "3")));
  (match tower 3 (fun () -> raise (Carrying (1, "up"))) with
  | n -> Printf.printf "returned %d\n" n
  | exception Carrying (n, text) -> Printf.printf "%s %d\n" text n);
  (match tower 2 (fun () -> Effect.perform Unheard; 0) with
  | n -> Printf.printf "returned %d\n" n
  | exception Effect.Unhandled Unheard -> print_endline "nobody heard");
  (* An exception put into the suspended computation, which cleans up. *)
  let log = Buffer.create 16 in
  let result =
    match
      Fun.protect ~finally:(fun () -> Buffer.add_string log "finally ") (fun () ->
          try Effect.perform (Ask "x")
          with Not_found -> Buffer.add_string log "not found "; raise Exit)
    with
    | n -> string_of_int n
    | exception problem -> Printexc.to_string problem
    | effect Ask _, k -> discontinue k Not_found
  in
  Printf.printf "discontinued: %s%s\n" (Buffer.contents log) result;
  (* A continuation is resumed once. *)
  let kept = ref None in
  let first =
    match Effect.perform (Ask "once") + 1 with
    | n -> n
    | effect Ask _, k -> kept := Some (fun () -> continue k 2); continue k 1
  in
  (match Option.get !kept () with
  | second -> Printf.printf "resumed twice: %d %d\n" first second
  | exception Effect.Continuation_already_resumed -> Printf.printf "resumed once: %d\n" first);
  (* Deep recursion on a fiber, an effect at the bottom, and an exception back. *)
  let rec deep n = if n = 0 then Effect.perform (Ask "bottom") else 1 + deep (n - 1) in
  let handle_ask (answer : (int, int) continuation -> int) body : int =
    match body () with n -> n | effect Ask _, k -> answer k
  in
  Printf.printf "deep: %d\n" (handle_ask (fun k -> continue k 5) (fun () -> deep 100_000));
  Printf.printf "deep: %s\n"
    (match handle_ask (fun k -> discontinue k Exit) (fun () -> deep 100_000) with
    | n -> string_of_int n
    | exception Exit -> "left")

let generators () =
  let scatter modulus = List.init 1000 (fun i -> i * 7919 mod modulus) in
  let tree values = List.fold_left (fun tree value -> Generator.insert value tree) Generator.Leaf values in
  let one = tree (scatter 1009) and other = tree (List.rev (scatter 1009)) and third = tree (scatter 1013) in
  Printf.printf "same fringe: %b %b\n" (Generator.same one other) (Generator.same one third);
  let first = Generator.Trees.to_seq one |> Seq.filter (fun n -> n mod 100 = 7) |> Seq.take 5 |> List.of_seq in
  Printf.printf "first: %s\n" (String.concat " " (List.map string_of_int first));
  timed "generators" (fun () ->
      let sum = ref 0 in
      for _ = 1 to steps / 10_000 do
        sum := Seq.fold_left ( + ) !sum (Generator.Trees.to_seq one)
      done;
      Printf.printf "sum: %b\n" (!sum = steps / 10_000 * List.fold_left ( + ) 0 (scatter 1009)))

let threads () =
  let open Scheduler in
  let order = Buffer.create 64 in
  let total =
    run (fun () ->
        let worker name turns () =
          for turn = 1 to turns do
            Buffer.add_string order (Printf.sprintf "%s%d " name turn);
            yield ()
          done;
          turns * 10
        in
        let promises = [ fork (worker "a" 3); fork (worker "b" 1); fork (worker "c" 2) ] in
        List.fold_left (fun sum promise -> sum + await promise) 0 promises)
  in
  Printf.printf "order: %s= %d\n" (Buffer.contents order) total;
  let outcome =
    run (fun () ->
        let failing = fork (fun () -> yield (); failwith "thread") in
        let waiting = fork (fun () -> try await failing with Failure _ -> "recovered") in
        let cancelled = fork (fun () -> try cancel (); "went on" with Cancelled -> "cancelled") in
        let first = await waiting in
        let second = await cancelled in
        (* Awaited twice, the failure comes twice. *)
        match await failing with
        | unexpected -> unexpected
        | exception Failure name -> String.concat " " [ first; second; name ])
  in
  Printf.printf "outcome: %s\n" outcome;
  (match run (fun () -> let rec self = lazy (fork (fun () -> yield (); await (Lazy.force self))) in await (Lazy.force self)) with
  | () -> print_endline "no deadlock"
  | exception Deadlock waiting -> Printf.printf "deadlock of %d\n" waiting);
  timed "threads" (fun () ->
      let turns = steps / 1000 in
      let sum =
        run (fun () ->
            let promises = List.init 1000 (fun i -> fork (fun () -> for _ = 1 to turns do yield () done; i)) in
            List.fold_left (fun sum promise -> sum + await promise) 0 promises)
      in
      Printf.printf "threads: %d\n" sum)

(* Memory: what survives, what does not, and finalizers. *)
type node = { mutable next : node option; payload : int array }

let rec build depth = if depth = 0 then Generator.Leaf else Generator.Node (build (depth - 1), depth, build (depth - 1))
let rec size = function Generator.Leaf -> 1 | Generator.Node (left, _, right) -> 1 + size left + size right

let memory () =
  let long_lived = build 16 in
  let sum = ref 0 in
  for depth = 4 to 14 do
    for _ = 1 to 1 lsl (16 - depth) do sum := !sum + size (build depth) done
  done;
  Printf.printf "trees: %d %d\n" !sum (size long_lived);
  let ring = Array.init 1000 (fun i -> { next = None; payload = Array.make 10 i }) in
  for i = 0 to steps - 1 do
    let from = ring.(i mod 1000 * 919 mod 1000) in
    from.next <- Some { next = from.next; payload = Array.make 3 i };
    if i land 15 = 0 then from.next <- None
  done;
  let rec length node n = match node.next with None -> n | Some next -> length next (n + Array.length next.payload) in
  Printf.printf "lists: %d\n" (Array.fold_left (fun sum node -> length node sum) 0 ring)

let () =
  tables ();
  objects ();
  timed "exceptions" exceptions;
  expressions ();
  effects ();
  generators ();
  threads ();
  timed "memory" memory;
  at_exit (fun () -> print_endline "at exit");
  if Array.length Sys.argv > 2 then raise (Carrying (3, "the last"))
