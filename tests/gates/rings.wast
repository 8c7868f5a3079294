;; Rings of tail calls through several instances.
;;
;; Every node of a ring is an instance of its own, with a memory, a global and a
;; table that say which node it is. `hop` counts the visit, mixes the node's
;; number into what it was given, and tail-calls the next node's `hop`, which is
;; another instance's function, until the count is used up. A ring must run in
;; constant stack: a million hops are many more than any stack has frames. `run`
;; is a plain call into the ring; after it, what the caller sees must be its own.

;; What the nodes of one ring share. A node that is made takes the next number.
(module definition $Ring
  (type $hop (func (param i64 i64) (result i64)))
  (global (export "count") (mut i32) (i32.const 0))
  (table (export "functions") 16 funcref)
  (table (export "references") 16 (ref null $hop)))

(module definition $Node
  (type $hop (func (param i64 i64) (result i64)))
  (type $identity (func (result i32)))
  (import "ring" "count" (global $count (mut i32)))
  (import "ring" "functions" (table $functions 16 funcref))
  (import "ring" "references" (table $references 16 (ref null $hop)))
  (memory $own 1)
  (table $own funcref (elem $identity))
  (global $number (mut i32) (i32.const -1))
  (global $visits (export "visits") (mut i64) (i64.const 0))

  ;; Node k has the number k in its global, k in its memory, and 1 + k pages.
  (func $begin
    (global.set $number (global.get $count))
    (global.set $count (i32.add (global.get $count) (i32.const 1)))
    (i32.store $own (i32.const 8) (global.get $number))
    (drop (memory.grow $own (global.get $number)))
    (table.set $functions (global.get $number) (ref.func $hop-indirect))
    (table.set $references (global.get $number) (ref.func $hop-ref)))
  (start $begin)
  (elem declare func $hop-indirect $hop-ref)

  (func $identity (type $identity) (i32.load $own (i32.const 8)))

  (func $next (result i32)
    (i32.rem_u (i32.add (global.get $number) (i32.const 1)) (global.get $count)))

  (func $visit (param $mixed i64) (result i64)
    (global.set $visits (i64.add (global.get $visits) (i64.const 1)))
    (i64.add
      (i64.mul (local.get $mixed) (i64.const 31))
      (i64.extend_i32_u (i32.add (i32.load $own (i32.const 8)) (i32.const 1)))))

  (func $hop-indirect (type $hop) (param $n i64) (param $mixed i64) (result i64)
    (local.set $mixed (call $visit (local.get $mixed)))
    (if (i64.eqz (local.get $n)) (then (return (local.get $mixed))))
    (return_call_indirect $functions (type $hop)
      (i64.sub (local.get $n) (i64.const 1)) (local.get $mixed)
      (call $next)))

  (func $hop-ref (type $hop) (param $n i64) (param $mixed i64) (result i64)
    (local.set $mixed (call $visit (local.get $mixed)))
    (if (i64.eqz (local.get $n)) (then (return (local.get $mixed))))
    (return_call_ref $hop
      (i64.sub (local.get $n) (i64.const 1)) (local.get $mixed)
      (table.get $references (call $next))))

  ;; Traps unless everything is this instance's own.
  (func $check (param $number i32)
    (if (i32.ne (global.get $number) (local.get $number)) (then (unreachable)))
    (if (i32.ne (i32.load $own (i32.const 8)) (local.get $number)) (then (unreachable)))
    (if (i32.ne (memory.size $own) (i32.add (local.get $number) (i32.const 1)))
      (then (unreachable)))
    (if (i32.ne (table.size $own) (i32.const 1)) (then (unreachable)))
    (if (i32.ne (call_indirect $own (type $identity) (i32.const 0)) (local.get $number))
      (then (unreachable))))

  (func (export "run-indirect") (param $n i64) (result i64)
    (local $number i32) (local $mixed i64)
    (local.set $number (global.get $number))
    (local.set $mixed (call $hop-indirect (local.get $n) (i64.const 0)))
    (call $check (local.get $number))
    (local.get $mixed))

  ;; The call into the ring is itself one through a reference to the next node.
  (func (export "run-ref-from-next") (param $n i64) (result i64)
    (local $number i32) (local $mixed i64)
    (local.set $number (global.get $number))
    (local.set $mixed
      (call_ref $hop (local.get $n) (i64.const 0) (table.get $references (call $next))))
    (call $check (local.get $number))
    (local.get $mixed)))

;; 2 nodes

(module instance $ring2 $Ring)
(register "ring" $ring2)
(module instance $node2.0 $Node)
(module instance $node2.1 $Node)

(assert_return (invoke $node2.0 "run-indirect" (i64.const 1000000))
  (i64.const 0x3e19561ffab57ae1))
(assert_return (invoke $node2.1 "run-indirect" (i64.const 1000001))
  (i64.const 0x5b21461ec6dd0b1f))
(assert_return (invoke $node2.0 "run-indirect" (i64.const 0))
  (i64.const 0x0000000000000001))
(assert_return (invoke $node2.1 "run-indirect" (i64.const 1))
  (i64.const 0x000000000000003f))
(assert_return (invoke $node2.0 "run-ref-from-next" (i64.const 1000000))
  (i64.const 0x768d75dff5e61922))
(assert_return (invoke $node2.1 "run-ref-from-next" (i64.const 1000001))
  (i64.const 0x85116ddf5bf9e141))
(assert_return (invoke $node2.0 "run-ref-from-next" (i64.const 0))
  (i64.const 0x0000000000000002))
(assert_return (invoke $node2.1 "run-ref-from-next" (i64.const 1))
  (i64.const 0x0000000000000021))
(assert_return (get $node2.0 "visits") (i64.const 2000006))
(assert_return (get $node2.1 "visits") (i64.const 2000006))

;; 3 nodes

(module instance $ring3 $Ring)
(register "ring" $ring3)
(module instance $node3.0 $Node)
(module instance $node3.1 $Node)
(module instance $node3.2 $Node)

(assert_return (invoke $node3.0 "run-indirect" (i64.const 1000000))
  (i64.const 0x12e83cfa90bdb423))
(assert_return (invoke $node3.2 "run-indirect" (i64.const 1000001))
  (i64.const 0x3e7424f8c2f90c80))
(assert_return (invoke $node3.0 "run-indirect" (i64.const 0))
  (i64.const 0x0000000000000001))
(assert_return (invoke $node3.1 "run-indirect" (i64.const 1))
  (i64.const 0x0000000000000041))
(assert_return (invoke $node3.0 "run-ref-from-next" (i64.const 1000000))
  (i64.const 0x3b9b6a5820e50821))
(assert_return (invoke $node3.2 "run-ref-from-next" (i64.const 1000001))
  (i64.const 0x4a1f625786f8d040))
(assert_return (invoke $node3.0 "run-ref-from-next" (i64.const 0))
  (i64.const 0x0000000000000002))
(assert_return (invoke $node3.1 "run-ref-from-next" (i64.const 1))
  (i64.const 0x000000000000005e))
(assert_return (get $node3.0 "visits") (i64.const 1333337))
(assert_return (get $node3.1 "visits") (i64.const 1333338))
(assert_return (get $node3.2 "visits") (i64.const 1333337))

;; 16 nodes

(module instance $ring16 $Ring)
(register "ring" $ring16)
(module instance $node16.0 $Node)
(module instance $node16.1 $Node)
(module instance $node16.2 $Node)
(module instance $node16.3 $Node)
(module instance $node16.4 $Node)
(module instance $node16.5 $Node)
(module instance $node16.6 $Node)
(module instance $node16.7 $Node)
(module instance $node16.8 $Node)
(module instance $node16.9 $Node)
(module instance $node16.10 $Node)
(module instance $node16.11 $Node)
(module instance $node16.12 $Node)
(module instance $node16.13 $Node)
(module instance $node16.14 $Node)
(module instance $node16.15 $Node)

(assert_return (invoke $node16.0 "run-indirect" (i64.const 1000000))
  (i64.const 0xa3f9a7576e59fee1))
(assert_return (invoke $node16.15 "run-indirect" (i64.const 1000001))
  (i64.const 0x8c39274dcf9680d1))
(assert_return (invoke $node16.0 "run-indirect" (i64.const 0))
  (i64.const 0x0000000000000001))
(assert_return (invoke $node16.1 "run-indirect" (i64.const 1))
  (i64.const 0x0000000000000041))
(assert_return (invoke $node16.0 "run-ref-from-next" (i64.const 1000000))
  (i64.const 0xccb74b96f6d21522))
(assert_return (invoke $node16.15 "run-ref-from-next" (i64.const 1000001))
  (i64.const 0xdb3b43965ce5dd41))
(assert_return (invoke $node16.0 "run-ref-from-next" (i64.const 0))
  (i64.const 0x0000000000000002))
(assert_return (invoke $node16.1 "run-ref-from-next" (i64.const 1))
  (i64.const 0x0000000000000061))
(assert_return (get $node16.0 "visits") (i64.const 250004))
(assert_return (get $node16.1 "visits") (i64.const 250004))
(assert_return (get $node16.2 "visits") (i64.const 250002))
(assert_return (get $node16.3 "visits") (i64.const 250001))
(assert_return (get $node16.4 "visits") (i64.const 250000))
(assert_return (get $node16.5 "visits") (i64.const 250000))
(assert_return (get $node16.6 "visits") (i64.const 250000))
(assert_return (get $node16.7 "visits") (i64.const 250000))
(assert_return (get $node16.8 "visits") (i64.const 250000))
(assert_return (get $node16.9 "visits") (i64.const 250000))
(assert_return (get $node16.10 "visits") (i64.const 250000))
(assert_return (get $node16.11 "visits") (i64.const 250000))
(assert_return (get $node16.12 "visits") (i64.const 250000))
(assert_return (get $node16.13 "visits") (i64.const 250000))
(assert_return (get $node16.14 "visits") (i64.const 250000))
(assert_return (get $node16.15 "visits") (i64.const 250001))
