(* A small language: parsed by recursive descent, evaluated with closures and a
   table of variables, wrong programs refused by exceptions. *)
exception Syntax of int * string
exception Unbound of string

type t =
  | Number of float
  | Variable of string
  | Let of string * t * t
  | Function of string * t
  | Apply of t * t
  | Binary of char * t * t
  | If of t * t * t

type value = Float of float | Closure of (value -> value)

let parse text =
  let at = ref 0 in
  let wrong what = raise (Syntax (!at, what)) in
  let is_letter c = (c >= 'a' && c <= 'z') || c = '_' in
  let is_digit c = (c >= '0' && c <= '9') || c = '.' in
  let rec skip () =
    if !at < String.length text && text.[!at] = ' ' then (incr at; skip ())
  in
  let span accepted =
    let start = !at in
    while !at < String.length text && accepted text.[!at] do incr at done;
    let found = String.sub text start (!at - start) in
    skip ();
    found
  in
  let accept c =
    if !at < String.length text && text.[!at] = c then (incr at; skip (); true) else false
  in
  let expect c = if not (accept c) then wrong (Printf.sprintf "expected %C" c) in
  let name () = match span is_letter with "" -> wrong "expected a name" | name -> name in
  let rec expression () =
    let start = !at in
    match span is_letter with
    | "let" ->
        let bound = name () in
        expect '=';
        let value = expression () in
        expect ';';
        Let (bound, value, expression ())
    | "fun" ->
        let parameter = name () in
        expect '.';
        Function (parameter, expression ())
    | "if" ->
        let condition = expression () in
        expect '?';
        let right = expression () in
        expect ':';
        If (condition, right, expression ())
    | _ -> at := start; comparison ()
  and comparison () =
    let left = sum () in
    if accept '<' then Binary ('<', left, sum ()) else left
  and sum () = chain [ '+'; '-' ] product
  and product () = chain [ '*'; '/' ] application
  and chain operators operand =
    let rec more left =
      match List.find_opt accept operators with
      | Some operator -> more (Binary (operator, left, operand ()))
      | None -> left
    in
    more (operand ())
  and application () =
    let rec more applied =
      match atom () with
      | Some argument -> more (Apply (applied, argument))
      | None -> applied
    in
    match atom () with Some first -> more first | None -> wrong "expected an operand"
  and atom () =
    if accept '(' then (
      let inner = expression () in
      expect ')';
      Some inner)
    else if !at = String.length text then None
    else if is_digit text.[!at] then
      let digits = span is_digit in
      match float_of_string_opt digits with
      | Some number -> Some (Number number)
      | None -> wrong (Printf.sprintf "%s is no number" digits)
    else if is_letter text.[!at] then Some (Variable (name ()))
    else None
  in
  skip ();
  let whole = expression () in
  if !at <> String.length text then wrong "expected the end";
  whole

let evaluate program =
  let variables : (string, value) Hashtbl.t = Hashtbl.create 16 in
  let with_variable name value body =
    Hashtbl.add variables name value;
    Fun.protect ~finally:(fun () -> Hashtbl.remove variables name) body
  in
  let float = function Float number -> number | Closure _ -> failwith "a function is no number" in
  (* Dynamic scope would be wrong: a closure captures what it sees. *)
  let rec eval = function
    | Number number -> Float number
    | Variable name -> (
        match Hashtbl.find variables name with
        | value -> value
        | exception Not_found -> raise (Unbound name))
    | Let (name, value, body) ->
        let rec itself = lazy (with_variable name (Closure later) (fun () -> eval value))
        and later argument =
          match Lazy.force itself with
          | Closure apply -> apply argument
          | Float _ -> failwith "a number is no function"
        in
        let bound = Lazy.force itself in
        with_variable name bound (fun () -> eval body)
    | Function (parameter, body) ->
        let captured = Hashtbl.copy variables in
        Closure
          (fun argument ->
            let outside = Hashtbl.copy variables in
            let restore table = Hashtbl.reset variables; Hashtbl.replace_seq variables (Hashtbl.to_seq table) in
            restore captured;
            Fun.protect
              ~finally:(fun () -> restore outside)
              (fun () -> with_variable parameter argument (fun () -> eval body)))
    | Apply (applied, argument) -> (
        let argument = eval argument in
        match eval applied with
        | Closure apply -> apply argument
        | Float _ -> failwith "a number is no function")
    | Binary (operator, left, right) -> (
        let left = float (eval left) in
        let right = float (eval right) in
        match operator with
        | '+' -> Float (left +. right)
        | '-' -> Float (left -. right)
        | '*' -> Float (left *. right)
        | '/' when right = 0. -> raise Division_by_zero
        | '/' -> Float (left /. right)
        | '<' -> Float (if left < right then 1. else 0.)
        | _ -> assert false)
    | If (condition, right, wrong) -> if float (eval condition) <> 0. then eval right else eval wrong
  in
  float (eval program)
