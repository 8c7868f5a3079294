(* Threads that take turns, and channels between them. The argument is how many turns
   there are. *)
open Effect
open Effect.Deep

type _ Effect.t +=
  | Fork : (unit -> unit) -> unit Effect.t
  | Yield : unit Effect.t
  | Suspend : ((unit -> unit) -> unit) -> unit Effect.t

let run main =
  let ready : (unit -> unit) Queue.t = Queue.create () in
  let rec spawn body =
    match body () with
    | () -> ()
    | effect Yield, k -> Queue.add (continue k) ready
    | effect (Fork body), k -> Queue.add (continue k) ready; spawn body
    | effect (Suspend wait), k -> wait (fun () -> Queue.add (continue k) ready)
  in
  spawn main;
  while not (Queue.is_empty ready) do Queue.take ready () done

let fork body = perform (Fork body)
let yield () = perform Yield

(* Holds one value. *)
module Channel = struct
  type 'a t = { mutable value : 'a option; waiting : (unit -> unit) Queue.t }

  let make () = { value = None; waiting = Queue.create () }
  let wait channel = perform (Suspend (fun wake -> Queue.add wake channel.waiting))
  let wake_all channel = Queue.iter (fun wake -> wake ()) channel.waiting; Queue.clear channel.waiting

  let rec send channel value =
    match channel.value with
    | None -> channel.value <- Some value; wake_all channel
    | Some _ -> wait channel; send channel value

  let rec receive channel =
    match channel.value with
    | Some value -> channel.value <- None; wake_all channel; value
    | None -> wait channel; receive channel
end

let () =
  let turns = try int_of_string Sys.argv.(1) with _ -> 1000 in
  let threads = 100 in
  let taken = Array.make threads 0 in
  run (fun () ->
      for thread = 0 to threads - 1 do
        fork (fun () ->
            for _ = 1 to turns / threads do
              taken.(thread) <- taken.(thread) + 1;
              yield ()
            done)
      done);
  Printf.printf "turns: %d, %b\n" (Array.fold_left ( + ) 0 taken) (Array.for_all (( = ) (turns / threads)) taken);
  (* A sieve: a thread for each prime, and a channel to the next. *)
  let primes = Buffer.create 100 in
  run (fun () ->
      let rec stage left prime input =
        Buffer.add_string primes (string_of_int prime ^ " ");
        let output = Channel.make () in
        if left > 1 then fork (fun () -> stage (left - 1) (Channel.receive output) output);
        while true do
          let number = Channel.receive input in
          if number mod prime <> 0 then Channel.send output number
        done
      in
      let first = Channel.make () in
      fork (fun () -> stage 20 (Channel.receive first) first);
      for number = 2 to 71 do Channel.send first number done);
  Printf.printf "primes: %s\n" (Buffer.contents primes)
